"""The frequent words of languages that are not supported and are close to one that is, most frequent first.

wordfreq has no lists for these. Each is its code, the languages that it shares many other words with, and its
grammatical words, as any grammar has them.
"""

__all__ = ["NEIGHBOURS"]

NEIGHBOURS: dict[str, tuple[tuple[str, ...], str]] = {
    # Germanic
    "af": (
        ("nl",),
        "die van en is in het nie wat aan om dat te vir sy hy met ek op my sal as ons kan dit word hulle was deur "
        "ook of moet maar wees tot haar alle elke reg nog uit hierdie daar baie een jy sou gehad geen enige ander",
    ),
    "fy": (
        ("nl",),
        "de fan en it in is dat op hat yn te foar mei om net wurdt oan syn hy ek by sa as der ûnder dy wurde nei "
        "troch men har ien ta jo wy mar hawwe moat kin rjocht elk elkenien oer út wie kinne eltse gjin hja wêze",
    ),
    "lb": (
        ("de",),
        "de vun an d der déi den ass dat mat fir huet op et zu net ze sech dass ech eng um si e och en hunn all "
        "ginn sinn gëtt oder keen hien säi iwwer recht jiddereen ouni duerch bei vum no méi kann muss seng hir",
    ),
    "nds": (
        ("de", "nl"),
        "de un dat is in to nich mit von för en he op den as se wi ok sik hett sien an dor wat ik ut bi hebben "
        "över na wesen man noch sünd een kann jeedeen keen sin",
    ),
    "nn": (
        ("nb",),
        "og i å som på er til det for av ein med at ikkje har dei eit den skal frå vere alle eller kan han seg "
        "rett om dette ho vart også sin nokon kvar såleis korkje sine ingen",
    ),
    "fo": (
        ("is", "da"),
        "og í at til er av sum ikki á við eru fyri tað hevur ein hann skal øll rætt teir ella um frá eisini hava "
        "vera hvør eftir men tey sín uttan eingin",
    ),
    "sco": (
        ("en",),
        "the an o tae in a is that wi for he on be his it as wis fae bi aw or hae thair no but whit frae ony thay "
        "ilka richt fowk haes wha nae sic thir shuid",
    ),
    "bi": (
        (),
        "blong ol mo long i man we evri bambae hem olsem oli se raet no gat hemia from mas save yumi olgeta",
    ),
    "pcm": (
        (),
        "di na dey to for and wey dem no pesin get e am go be all wit people fit im don say make una right abi",
    ),
    # Romance
    "gl": (
        ("pt", "es"),
        "de a o e que do da en un no na para os con unha por se as non dos é ao das ou como máis á súa seu foi "
        "pola polo esta este son ten toda persoa dereito sen nos tamén pero ás aos cando lle todo outra ningunha",
    ),
    "ast": (
        ("es",),
        "de la y el que en los a del les con un per una nun se por al lo como ye pa na más tolos o so esta foi "
        "tien persona derechu toa ser ensin sos pol cola ta tola esti dafechu otru",
    ),
    "an": (
        ("es", "ca"),
        "de a y en o que as d una os con ta un por se ye la no del dreito persona toda u s fue",
    ),
    "mwl": (
        ("pt",),
        "de l i que la an a ls las se un por dua cun pa ne na nun sou outro ye fui mais pula todo",
    ),
    "oc": (
        ("ca", "fr"),
        "de la e lo a que los en las un una es per dels dau del dins amb se al son pas o sus mai qu d l aver "
        "drech tota persona deu pel sens aquela i an sa pels",
    ),
    "co": (
        ("it",),
        "di e a è u in i l per o chì d una un cù si ch da hè s sò hà ogni dirittu à ci ma tutti più ind nantu "
        "altru pà esse issu era nè persona qualvogliasia cume contru omu senza",
    ),
    "sc": (
        ("it",),
        "de sa e su in a sos sas chi s est cun is pro una unu o non si onzi deretu at totu dae pius issoro ant "
        "tenet da un ki po cumente ses ne persone libertade",
    ),
    "rm": (
        ("it",),
        "e la da il che in en ils las per d l es a ha cun ses na quai u ina dals vegn dal dretg sia sin mo betg "
        "era ad mintgin persuna tut ni dad sias nun tar ed",
    ),
    "fur": (
        ("it",),
        "di e il la al che in un i a par l dal une son o no si cu per dirit ogni so à lis de cun te ai",
    ),
    "lmo": (
        ("it", "fr"),
        "e de l el la i che in a se per on ona con del al o d gh no ai anca s so hin pussee ogni un",
    ),
    "vec": (
        ("it",),
        "de e ła el a i in che na par l con un ze del no da o ghe se so co ga te al me anca łe dirito tuti",
    ),
    "scn": (
        ("it",),
        "di e a lu la u cu nu chi ca ri è li pi na nun si i l comu cchiù do da o ogni dirittu havi n",
    ),
    "pap": (
        ("es", "pt"),
        "di e na un ku pa ta i den por tin nan no su a of mester ser tur derecho ningun y o persona",
    ),
    "wa": (
        ("fr",),
        "di et les li des a l el ki e d so po k on n est in avou dins si s divins tot sins ou nén ces å pol c il "
        "ont cwè ene leu ine tote drwet droet dji vos onk",
    ),
    "ht": (
        ("fr",),
        "ak yo nan pou li tout ki gen moun nou yon se dwa pa ou sa la a kapab nenpòt fèt lòt oswa peyi chak dapre "
        "fè te san an menm mete",
    ),
    # Constructed from the Romance languages, and their ancestor
    "ia": (
        ("it", "es", "fr"),
        "de le e a in que un es pro per con o al non su ha esser cata persona derecto tote del como on se "
        "libertate ab sin omne super lor",
    ),
    "io": (
        ("it",),
        "la e di en ed da por a esas ke omna yuro ne o sua del ad kun per su havas ol dum omni on ula",
    ),
    "eo": (
        (),
        "la de kaj en estas al por kiu ne ĉiu kun kiel li ĝi sia ke rajtas havas aŭ per el ĝis homo tiu iu oni",
    ),
    "la": (
        (),
        "et in est non ad ut cum quae qui ex sed si quod ab per ius esse sunt aut vel eius hoc omnes nec atque "
        "sua quisque de a pro omnia ac ne sit homo",
    ),
    # Slavonic
    "be": (
        ("ru", "uk"),
        "і ў на не што з да у для за як або па яго гэта ён кожны права мае ад пры правы чалавек іх быць але пра "
        "толькі мы быў калі без свае яны таго так іншых гэтага свабоды павінна",
    ),
    "rue": (
        ("uk", "sk"),
        "і в на не ся же з до што є котры або про за як мать каждый по од у бы право то суть при",
    ),
    "hsb": (
        ("cs", "pl"),
        "a w na so z je do za kotryž kóždy ma jako ke prawo abo wo po při njeje su bjez sej zo pod",
    ),
    "szl": (
        ("pl",),
        "i w na s je niy sie mo do co za ôd abo kożdy prawo po ze to ôn jes była sōm jego pra tyż był",
    ),
    # Turkic
    "az": (
        ("tr",),
        "və bir hər bu ilə üçün hüququ malikdir olan ki hüquq də öz o heç da kimi onun ya azad olaraq insan "
        "olmalıdır deyil bütün var ən çox sonra ancaq idi şəxs",
    ),
    "tk": (
        ("tr",),
        "we bir her bu bilen hem adamyň öz bolan hukugy üçin ýa bolup bolmaly hiç hakly de ol däl bar adam",
    ),
    "crh": (
        ("tr",),
        "ve bir er bu em olğan içün aqqı insan ya da öz bar dep sıfatında kerek olmaq degil adam ile onıñ",
    ),
    "uz": (
        (),
        "va bir har bu bilan uchun huquqiga ega ham yoki o z inson bo lgan kerak u hech ana zining shu",
    ),
    # Elsewhere, with words that look like a related language's
    "ty": (
        (),
        "te e i o to no ia ra mau ei aore ta taata na nei atu mai hia roto tei ma a oia tana rahi",
    ),
    "sm": (
        (),
        "o le i ma e se a mo tagata uma lona ai ina po ona la lava mea faia tutusa aia tatau ua te latou",
    ),
    "mi": (
        (),
        "te me nga ki i o e he ka tana tangata katoa mo tona ana ia ranei hoki kia a no ona kaore tenei",
    ),
    "ch": (
        (),
        "i na yan para taotao todos un ni siha gi mo gaige pat ha gaigi direcho as kada ti debi de u",
    ),
    "ha": (
        (),
        "da na ya a ko ta ba su wani kowa yana don ke ga wata kuma cikin shi yin kan duk sai ne mutum",
    ),
    "ak": (
        (),
        "na no wɔ sɛ a ne obi biara ho mu ma de ɛno ɔman so o ni mo ana ɛ bi kwan nnipa obiara ɛsɛ",
    ),
    "mt": (
        (),
        "li l u il ta f minn għal jew kull ma fil hu bħala dritt tal bi d kollha għandu lil dan hija b h jkun",
    ),
}
