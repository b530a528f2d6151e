// Dialogs, messages and the clipboard.

function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => (byId("toast").textContent = ""), 2500);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers have no clipboard for pages that are files.
    const field = make("textarea", { class: "hidden" });
    field.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    const before = document.activeElement;
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }
  toast(`Copied: ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`);
}

/** The command that makes the edits as decided: that of the run, as far as it is known. */
function command() {
  const { preset, level, lang, only, skip } = data.run;
  const options = [
    preset && preset !== "default" && `-p ${preset}`,
    level && `--level ${level}`,
    lang && lang !== "en" && `--lang ${lang}`,
    ...(only ?? []).map((each) => `--only ${each}`),
    ...(skip ?? []).map((each) => `--skip ${each}`),
  ];
  return ["textmend clean", ...options.filter(Boolean), "FILES… --decisions decisions.json"].join(" ");
}

byId("export").addEventListener("click", () => {
  byId("export-counts").textContent =
    `${counted(decisions.edits.size, "edit")} and ${counted(decisions.rules.size, "rule")} decided.`;
  byId("export-command").textContent = command();
  byId("export-dialog").showModal();
});
byId("export-save").addEventListener("click", () => {
  const link = make("a", {
    href: URL.createObjectURL(new Blob([exported()], { type: "application/json" })),
    download: "decisions.json",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  decisions.safe = true;
  toast("Saved: decisions.json");
});
byId("export-copy").addEventListener("click", () => copy(exported()));
byId("help-open").addEventListener("click", () => byId("help-dialog").showModal());
for (const button of document.querySelectorAll("dialog .close"))
  button.addEventListener("click", () => button.closest("dialog").close());
