"""Texts that try to run a script, to load something, to break out of where they are, or to steer a terminal."""

from __future__ import annotations

__all__ = ["MARKUP", "TERMINAL", "document"]

# What each of them would do; a test looks for both.
_ACT = "alert(1);window.ran=1"
_QUOTED = _ACT.replace("'", "&apos;")

_HANDLERS = (
    "onload",
    "onerror",
    "onclick",
    "onfocus",
    "onmouseover",
    "onanimationstart",
    "ontoggle",
    "onbegin",
    "onpointerenter",
    "onwheel",
    "onscroll",
    "onbeforeinput",
    "oncut",
    "onpageshow",
    "onhashchange",
    "onmessage",
)
_TAGS = (
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "audio src=x",
    "iframe src=x",
    "object data=x",
    "embed src=x",
    "input autofocus",
    "details open",
    "select autofocus",
    "marquee",
    "link rel=stylesheet href=x",
    "style",
    "textarea autofocus",
)

_EVENTS = [f"<{tag} {handler}={_ACT}>" for tag in _TAGS for handler in _HANDLERS[:8]]
_EVENTS += [f'<x {handler}="{_QUOTED}" tabindex=1 autofocus style="animation-name:a">' for handler in _HANDLERS]

_SCRIPTS = [
    f"<script>{_ACT}</script>",
    f"<SCRIPT>{_ACT}</SCRIPT >",
    f"</script><script>{_ACT}</script>",
    f'</script\t><script type="text/javascript">{_ACT}</script>',
    f"<!--<script>--><script>{_ACT}</script>",
    f"--><script>{_ACT}</script><!--",
    f"]]><script>{_ACT}</script>",
    f"</textarea><script>{_ACT}</script>",
    f"</style><script>{_ACT}</script>",
    f"</title><script>{_ACT}</script>",
    f"</noscript><script>{_ACT}</script>",
    f"</template><script>{_ACT}</script>",
    f'"><script>{_ACT}</script>',
    f"'><script>{_ACT}</script>",
    f"\\u003cscript\\u003e{_ACT}\\u003c/script\\u003e",
    f"&lt;script&gt;{_ACT}&lt;/script&gt;",
    f"<script src=data:text/javascript,{_ACT}></script>",
    "<script src=https://example.com/x.js></script>",
    "<script src=//example.com/x.js></script>",
    f"<script type=module>{_ACT}</script>",
    f"<svg><script>{_ACT}</script></svg>",
    f"<svg><script href=data:,{_ACT} />",
    f"<math><mtext><script>{_ACT}</script></mtext></math>",
    f"<scr\0ipt>{_ACT}</scr\0ipt>",
    f"<scr<script>ipt>{_ACT}</script>",
    f"<noscript><p title='</noscript><script>{_ACT}</script>'>",
    f"<iframe srcdoc='<script>{_QUOTED}</script>'></iframe>",
    "<!--",
    "<!---->",
    "<![CDATA[",
    "<!doctype html>",
    "<script",
    "</script",
    "<!--<script",
]

_LINKS = [
    f"<a href=javascript:{_ACT}>x</a>",
    f"<a href='jav&#x09;ascript:{_ACT}'>x</a>",
    f"[x](javascript:{_ACT})",
    f"<iframe src=javascript:{_ACT}></iframe>",
    f"<object data=javascript:{_ACT}></object>",
    f"<form action=javascript:{_ACT}><input type=submit autofocus></form>",
    f"<button formaction=javascript:{_ACT}>x</button>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_ACT}'>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<base href=https://example.com/>",
    "<img src=https://example.com/x.png>",
    "<img srcset='https://example.com/x.png 1x'>",
    "<link rel=prefetch href=https://example.com/>",
    "<link rel=dns-prefetch href=//example.com>",
    "<style>@import url(https://example.com/x.css);</style>",
    "<p style='background:url(https://example.com/x.png)'>",
    "<style>*{display:none!important}</style>",
    "<video poster=https://example.com/x.png></video>",
    "<audio autoplay src=https://example.com/x.ogg></audio>",
    "<svg><image href=https://example.com/x.svg /></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)/>#x' /></svg>",
    "<form action=https://example.com/><input name=q autofocus></form>",
    "<object data=https://example.com/x.swf></object>",
    "<portal src=https://example.com/></portal>",
]

_CODE = [
    f"${{{_ACT}}}",
    f"{{{{constructor.constructor('{_ACT}')()}}}}",
    f"';{_ACT};'",
    f'";{_ACT};"',
    f"`;{_ACT};`",
    f'\\";{_ACT}//',
    f"\u2028{_ACT}\u2029",
    f"\n{_ACT}\n",
    f"*/{_ACT}/*",
    f"//{_ACT}",
    f"<%= {_ACT} %>",
    f"<?php {_ACT} ?>",
    f"#{{{_ACT}}}",
    f"[[{_ACT}]]",
    f"__proto__ constructor {_ACT}",
    '{"__proto__": {"ran": 1}}',
    f"&{{{_ACT}}};",
    f"\x00{_ACT}",
    f"\ud83c{_ACT}",
    f"\udc80{_ACT}",
]

#: At least 200 kinds of markup and script.
MARKUP = tuple(dict.fromkeys((*_EVENTS, *_SCRIPTS, *_LINKS, *_CODE)))

#: Sequences that a terminal would obey.
TERMINAL = (
    "\x1b[2J",
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0=\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b[6n",
    "\x1b[?1049h",
    "\x1bc",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x90x\x9c",
    "\x07",
    "\x08\x08",
    "\r",
    "\x0e",
    "\x1b[8m",
    "\x1b[5;5H",
    "\x1b_x\x1b\\",
    "\x1b^x\x1b\\",
    "\x7f",
    "\x85",
    "\u202eabc",
    "\u2066abc",
)


def document() -> str:
    """A text with each of them next to an edit, and inside one."""
    return "\n\n".join(f"A “{each}” café {each}é" for each in (*MARKUP, *TERMINAL))
