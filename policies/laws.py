"""The statutes as data: the only place where a paragraph is numbered.

Research as of the statute texts of February 2026; a rule points here by key.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statute:
    """One place in the law, cited as Swedish lawyers cite it, with what it says in a few words."""

    cite: str
    about: str


LAWS: dict[str, Statute] = {
    "osl_8_1": Statute("OSL 8:1", "sekretess gäller mot enskilda och andra myndigheter"),
    "osl_8_2": Statute("OSL 8:2", "sekretess mellan självständiga verksamhetsgrenar"),
    "osl_10_1": Statute("OSL 10:1", "samtycke häver sekretess"),
    "osl_10_14": Statute("OSL 10:14", "förbehåll när en uppgift lämnas till en enskild"),
    "osl_12_1": Statute("OSL 12:1", "sekretess gäller inte mot den enskilde själv"),
    "osl_12_2": Statute("OSL 12:2", "den enskilde kan häva sekretessen, helt eller delvis, med förbehåll"),
    "osl_12_3": Statute("OSL 12:3", "barn och vårdnadshavare, efter ålder och mognad"),
    "osl_21_3": Statute("OSL 21:3", "skyddade adressuppgifter"),
    "osl_23_1": Statute("OSL 23:1", "förskola"),
    "osl_23_2": Statute("OSL 23:2", "grundskola och gymnasium: elevhälsa och undervisning"),
    "osl_25_1": Statute("OSL 25:1", "hälso- och sjukvård"),
    "osl_25_6": Statute("OSL 25:6", "sekretess mot patienten själv"),
    "osl_26_1": Statute("OSL 26:1", "socialtjänst"),
    "osl_26_3": Statute("OSL 26:3", "familjerådgivning, absolut sekretess"),
    "osl_35_1": Statute("OSL 35:1", "brottsförebyggande och brottsbeivrande verksamhet"),
    "osl_35_3": Statute("OSL 35:3", "belastningsregistret, samtycke hjälper inte"),
    "pdl_4_1": Statute("PDL 4:1", "inre sekretess"),
    "pdl_4_3": Statute("PDL 4:3", "åtkomst ska dokumenteras och kontrolleras"),
    "pdl_5_4": Statute("PDL 5:4", "ingen direktåtkomst genom samtycke"),
    "solpul_10": Statute("SoLPuL 10 §", "åtkomst ska dokumenteras"),
    "hslf_2016_40": Statute("HSLF-FS 2016:40 3 och 4 kap.", "stark autentisering och loggar"),
    "fb_6_11": Statute("FB 6:11", "vårdnadshavaren bestämmer, barnets vilja väger tyngre med åren"),
    "fb_6_13": Statute("FB 6:13", "två vårdnadshavare bestämmer tillsammans; förhinder"),
    "fb_9_1": Statute("FB 9:1", "den som är under 18 år är omyndig"),
    "lvu_11": Statute("LVU 11 §", "socialnämnden bestämmer också om ett barn som vårdas enligt lagen"),
    "gode_man": Statute("Lag 2005:429 2 §", "god man för ensamkommande barn"),
    "fl_13": Statute("FL 13 §", "tolkning och översättning"),
    "fl_16": Statute("FL 16 §", "jäv"),
    "fl_27": Statute("FL 27 §", "det som sägs muntligen ska dokumenteras"),
    "sol_14_4": Statute("SoL 14:4", "råd och stöd behöver inte dokumenteras"),
    "skollag_29_14": Statute("SkolL 29:14", "tystnadsplikt i fristående skolor"),
    "gdpr_5": Statute("GDPR artikel 5", "ändamål, uppgiftsminimering, lagringstid, ansvar"),
    "barnkonv_12": Statute("Barnkonventionen artikel 12", "barnets rätt att säga sin mening"),
    "sol_19_1": Statute("SoL 19:1", "anmälan om oro för ett barn, utanför Samrum"),
    "sol_20_6": Statute("SoL 20:6", "skyldighet att lämna uppgifter till en utredning, utanför Samrum"),
    "lag_2025_170": Statute("Lag 2025:170", "skyldighet att lämna uppgifter mot brott, utanför Samrum"),
    "osl_10_18a": Statute("OSL 10:18 a–c", "uppgifter för att förebygga brott av unga, utanför Samrum"),
    "osl_10_27": Statute("OSL 10:27", "generalklausulen, utanför Samrum"),
    "osl_25_12": Statute("OSL 25:12", "hälso- och sjukvården till skydd för ett barn, utanför Samrum"),
}
