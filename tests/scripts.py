"""Sentences of our own in many languages and scripts, and other kinds of text, for tests that mix them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["KINDS", "SCRIPTS", "SENTENCES"]

# By language, as an ISO 639-1 code.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "en": "We didn't know whether the boys' boat, the old one, would come back before noon.",
        "de": "Größere Schüsseln stehen über dem Kühlschrank, süße Äpfel liegen daneben.",
        "fr": "L'été dernier, Zoé a trouvé cinq clés rouillées près de la forêt où nous dînions.",
        "es": "¿Quién llevó el pingüino al jardín mañana por la tarde? ¡Qué niño más listo!",
        "pt": "A avó não vê razões para pôr três pães e um limão no chão da estação.",
        "it": "Perché l'amico di Niccolò è già lì, nell'ufficio più piccolo della città?",
        "ca": "L'àvia col·lecciona pinzells i caixons, però no n'ha venut mai cap a Perpinyà.",
        "nl": "Zo'n reünie met één coördinator is 's avonds geen probleem voor de beëdigde tolk.",
        "sv": "Åtta små björnar går över älven för att hitta blåbär åt mormor på ön.",
        "da": "Pigen på øen spiser æbler, mens fårene græsser ved åen.",
        "is": "Það þykir óþarfi að læra ölvuð kvæði á hverjum föstudegi í Mýrdal.",
        "fi": "Äiti söi yöllä pöydän ääressä ja näki tähtiä järven yllä.",
        "et": "Õpetaja küsis, kas jäääär on öösel tõesti sügavam kui hommikul.",
        "pl": "Zażółcone gęsie pióra leżą w łódce, a źrebię pije świeżą wodę.",
        "cs": "Příliš žlutá řeka teče kolem našeho města a ďáblík se jí směje.",
        "sk": "Päť ťažkých kôl sme odtiahli do stodoly, kde ľahká mačka číha na vrabce.",
        "hu": "A győztes őzek hűvös árnyékban fűzfát rágnak, és tűnődnek az időn.",
        "ro": "Țăranul și-a pus brânza în traistă, iar fiica lui râdea sub măr.",
        "hr": "Šešir i čarape suše se na žici, a đak šapće nešto o ćupu.",
        "tr": "Şişedeki ılık süt İzmir'deki yaşlı öğretmene çok iyi geldi.",
        "lt": "Žąsys ėjo į tvenkinį, nes ūkininkas šią savaitę švenčia vėlai.",
        "lv": "Mūsu kaķis šķērsoja ceļu, jo tur ēda ļoti garšīgu zivi.",
        "vi": "Những người hàng xóm đã uống hết nước chè rồi mới nghe được tiếng mưa.",
        "mt": "Il-ġar tiegħi jżomm żewġ żwiemel u ħanżira ħdejn iċ-ċimiterju.",
        "cy": "Mae'r ŵyn yn pori ger y tŷ, a'r dŵr yn llifo i'r môr.",
        "eo": "Ĉiuj ĝardenoj ĉirkaŭ la preĝejo estis plenaj de ŝaŭmo ĵaŭde.",
        "yo": "Ọmọ náà ń kọ ẹ̀kọ́ rẹ̀ ní ilé ọba, ó sì ń rẹ́rìn-ín.",
        "ru": "Съешь ещё этих яблок, пока бабушка ищет очки в шкафу под лестницей.",
        "uk": "Їжак і їхній ґудзик знайшлися під об'єктом біля п'ятої річки.",
        "bg": "Щъркелът отлетя към юг, защото ъгълът на покрива беше мокър.",
        "sr": "Ђак и његов љубимац шетају ћутке кроз џеп шуме код Ниша.",
        "kk": "Әжем үлкен қазанда ыстық сорпа қайнатып, көршілерін шақырды.",
        "el": "Η γιαγιά έψησε ψωμί, όμως ο παππούς ήθελε μόνο ελιές και τυρί.",
        "hy": "Մեր հարևանը ամեն առավոտ ջրում է վարդերը և երգում։",
        "ka": "ჩემი ბებია ყოველ დილით პურს აცხობს და მეზობლებს პატიჟებს.",
        "he": "הילדה שמה שלושה תפוחים בסל וסבא שאל אם נשאר עוד לחם.",
        "yi": "די באָבע האָט געבראַכט פֿיר שיסלען און אַ ביסל זאַלץ.",
        "ar": "وضعت الجدة ثلاث تفاحات في السلة، ثم سألت: هل بقي خبز؟",
        "fa": "مادربزرگ سه سیب را در سبد گذاشت و گفت که می‌خواهد بخوابد.",
        "ur": "دادی نے ٹوکری میں تین سیب رکھے اور پوچھا کہ روٹی کہاں ہے؟",
        "hi": "दादी ने टोकरी में तीन सेब रखे और पूछा कि रोटी कहाँ है।",
        "bn": "দাদি ঝুড়িতে তিনটি আপেল রেখে জিজ্ঞাসা করলেন রুটি কোথায়।",
        "ta": "பாட்டி கூடையில் மூன்று ஆப்பிள்களை வைத்து ரொட்டி எங்கே என்று கேட்டார்.",
        "te": "అమ్మమ్మ బుట్టలో మూడు పండ్లు పెట్టి రొట్టె ఎక్కడ అని అడిగింది.",
        "si": "ආච්චි කූඩයට ඇපල් තුනක් දමා පාන් කොහේදැයි ඇසුවාය.",
        "th": "คุณยายใส่แอปเปิลสามลูกในตะกร้าแล้วถามว่าขนมปังอยู่ไหน",
        "lo": "ແມ່ຕູ້ເອົາໝາກແອັບເປິ້ນສາມໜ່ວຍໃສ່ກະຕ່າ",
        "km": "ជីដូនដាក់ប៉ោមបីផ្លែក្នុងកន្ត្រក ហើយសួរថានំប៉័ងនៅឯណា។",
        "my": "အဖွားက ခြင်းထဲကို ပန်းသီး သုံးလုံး ထည့်ပြီး မေးတယ်။",
        "am": "አያቴ ሦስት ፖም በቅርጫት ውስጥ አስቀመጠች።",
        "zh": "奶奶把三个苹果放进篮子，然后问：“面包在哪里？”",
        "ja": "おばあさんはリンゴを三つかごに入れて、「パンはどこ」と聞いた。",
        "ko": "할머니는 바구니에 사과 세 개를 넣고 '빵이 어디 있니'라고 물으셨다.",
    }
)

# By script or family of scripts, so that a test can draw each as often as the others: Latin has half of the languages.
SCRIPTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Latin": (
            "en", "de", "fr", "es", "pt", "it", "ca", "nl", "sv", "da", "is", "fi", "et", "pl", "cs", "sk", "hu", "ro",
            "hr", "tr", "lt", "lv", "vi", "mt", "cy", "eo", "yo",
        ),
        "Cyrillic": ("ru", "uk", "bg", "sr", "kk"),
        "Greek, Armenian, Georgian": ("el", "hy", "ka"),
        "right to left": ("he", "yi", "ar", "fa", "ur"),
        "Indic and Ethiopic": ("hi", "bn", "ta", "te", "si", "am"),
        "Southeast Asian": ("th", "lo", "km", "my"),
        "East Asian": ("zh", "ja", "ko"),
    }
)  # fmt: skip

# By kind, text that is not a sentence, or more than one.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "code": (
            "def size(path: str) -> int:\n    if path == '' or path[0] != \"/\":\n        return -1  # don't ask\n"
            "    return len(path)\n"
        ),
        "rust": 'let greeting = "¡Olá, señor!"; // ñ as a char: \'ñ\'\nprintln!("{greeting:>8}");\n',
        "shell": "$ grep -rn --include='*.txt' 'it''s' . | sort -u > out.txt\n",
        "sql": "SELECT name -- the owner's\nFROM boats WHERE name <> 'O''Hara' AND length >= 12.5;\n",
        "table": "Item      Qty   Price\nApples      3    1.20\nPears      12   10.40\n",
        "csv": '"name","note"\n"Zoë","said ""no"""\n"Łódź",\'\'\n',
        "log": "2024-03-01 07:15:02,118 WARN [io-3] Can't open '/var/tmp/a b.log': errno=2\n",
        "markdown": "# Häuser & Gärten\n\n* It's *really* **old** -- see [the list](https://a.example/ü?q='x')\n",
        "html": "<p class=\"x\">L&#39;&eacute;t&eacute; &mdash; <b>'tis</b> done.</p>\n",
        "tex": "``It's $\\alpha \\le 5'$ --- or so'', he said in G\\\"ottingen.\n",
        "formula": "If α ≤ β then γ(x) = Σᵢ αᵢ·xᵢ ± ½σ², f'(x) → ∞ and ∂φ/∂t ≠ ∇²φ.\n",
        "biology": "TNF-α and IL-1β raise PPARδ in β-cells at 200 μM and 37 °C (n = 5′–3′).\n",
        "ipa": "/ˈwɔːtə/, [ˈʃtʁaːsə], /pʰɔ̃ˈdɛ/ and ⟨ǃˣóõ⟩\n",
        "transliteration": "Kṛṣṇa, al-Ḥāfiẓ, Čajkovskij, Tōkyō, nǐ hǎo, ʿAlī and Hawaiʻi\n",
        "chat": "<ana> c'est où ?? :'( \n<bo> dunno 😀👩‍🔬 lol… brb\n",
        "verse": "O'er the wet field\n    the lark's 'gan to sing,\nand 'twas morning.\n",
        "box": "┌────┬───┐\n│ é  │ ½ │\n└────┴───┘\n",
        "wrapped": (
            "The ferry was late, and nobody on the quay could tell us whe-\nther it had left the other side of the\n"
            "river at all.\n\nPage 12\n"
        ),
        "spaces": "a\u00a0b\u2009c\u3000d\u200be\u00adf\tg\r\n",
        "marks": "\"'Tis,\" he said, \"the '90s — 6'2\\\" tall, 5° 10' 3\\\"!\" «Oui ?» „So“ ‚so‘ “x” ‘y’\n",
    }
)  # fmt: skip
