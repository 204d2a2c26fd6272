"""Texts of the page on the outlook, in French: what is said, what came, how often such words came true."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import upper
from indicators.wording.fr import day as day_of
from indicators.wording.fr import month, number
from indicators.wording.fr._figures import AT, decimal, many, percent, several

TITLE = "Perspectives"
LEAD = (
    f"Combien de personnes les violences organisées peuvent-elles tuer {AT} au cours de chacun des douze prochains mois, et quelle confiance "
    "accorder à une telle prévision."
)
SOON = "Les prochains mois"
ORIGIN = "Prévision établie sur les chiffres jusqu’à"
BACKTEST, NOT_FROZEN = "test rétrospectif", "non figée"
FAN_UNIT = "décès dus aux violences organisées dans le mois ; en teinte : la moitié, puis neuf sur dix des issues simulées"
RING = "Anneau : première publication. Point : chiffre le plus récent, évidé tant qu’il peut être révisé."
ONE_MONTH = "Chaque bande porte sur un seul mois : les mois ne s’additionnent pas. Les chocs ne sont pas prévus."
SAID = "Quatre énoncés, chacun avec son bilan"
SAID_NOTE = (
    "Trois comparent les décès des 12 prochains mois à ceux des 12 derniers. Une régression sur tous les pays comptant au moins cent décès "
    "en douze mois, réestimée chaque mois de janvier sur ce qui était alors "
    "connu. Taux de base : fréquence à laquelle l’énoncé s’est vérifié dans l’ensemble de ces pays. Les mois d’un même pays se recoupent : les "
    "cas sont moins nombreux qu’il n’y paraît."
)
STATEMENTS = {
    "above": "Plus de décès", "double": "Plus du double", "half": "Moins de la moitié", "surge": "Une forte hausse en 6 mois",
}  # fmt: skip
SURGE = "Forte hausse : trois mois consécutifs dont la moyenne est au moins le double de celle des douze derniers."
NO_STATEMENT = (
    "Les énoncés supposent au moins cent décès en douze mois et trois ans de chiffres ; ces conditions ne sont pas réunies."
)
RELIABLE_UNIT = (
    "part des énoncés qui se sont vérifiés, selon la probabilité énoncée ; plus le point est grand, plus les cas sont nombreux ; en "
    "couleur, la "
    "classe de ce qui est énoncé à présent"
)
RELIABLE_NOTE = (
    "Sur la ligne tiretée, les énoncés et les faits concordent. Chaque énoncé repose sur ce qui était connu à sa date, d’après les chiffres "
    "révisés d’aujourd’hui : un test rétrospectif. Les classes comptant peu de cas sont omises."
)
EVERY = "Tous les pays"
NOWCAST_UNIT = "décès du mois tels que publiés (anneau), et intervalle où devraient se situer environ neuf chiffres définitifs sur dix (bande)"
NARROWER = (
    "L’indice retient les quantiles des révisions de tous les pays, les siennes comprises ; son intervalle est plus étroit."
)
NO_BAND = "Aucun chiffre de ces mois ne peut encore être révisé, ou aucune révision dont s’inspirer n’est conservée."
NOT_FOR = "Ce à quoi elle ne doit pas servir"
NOT_FOR_NOTES = (
    f"Affirmer qu’elle fait mieux, {AT}, que les chiffres de l’année écoulée, lissés : cela n’est pas démontré.",
    "Être averti d’un choc. Elle sait quelle ampleur ont eue les mois passés d’un pays, et rien de ce qui se prépare.",
    "Additionner des mois pour obtenir une année : la manière dont les mois évoluent ensemble n’est pas modélisée.",
    "Parler d’un lieu, d’un acteur ou d’une attaque : elle ne connaît que les décès par pays et par mois, ni la politique ni les accords.",
    "Mesurer ce que nul ne rapporte : un mois de silence compte comme un mois sans décès.",
    "Agir sur une probabilité sans son bilan. Le bilan figure à côté de chacune.",
)
CARD_NAME, CARD_MORE = "Perspectives", "Toutes les perspectives, avec leur bilan"
CARD_SAID = "**Perspectives** · plus de décès en 12 mois"
NO_SHOCKS = "Les chocs ne sont pas prévus."


def named(origin: str, how: str) -> str:
    """An origin to choose; ``how`` says what it is."""
    return f"{month(origin)} ({how})"


def frozen_on(day: str) -> str:
    """Beside an origin: when its forecast was frozen."""
    return f"figée le {day_of(day)}"


def frozen(origin: str, day: str, over: int) -> str:
    """What a frozen forecast is; ``over`` of its months were out at the publisher by then."""
    told = f"Figée le {day_of(day)} sur les chiffres jusqu’à {month(origin)} ; elle n’est jamais modifiée."
    if not over:
        return told
    were = (
        "Le premier de ses douze mois était alors écoulé et publié, sans être conservé ici : pour ce mois"
        if over == 1
        else f"Les {over} premiers de ses douze mois étaient alors écoulés et publiés, sans être conservés ici : pour ceux-ci"
    )
    return f"{told} {were}, ce n’est pas une prévision faite à l’avance."


def frozen_later(origin: str, day: str) -> str:
    """What a forecast is that was frozen after the day of knowledge, from the same figures."""
    return (
        f"Établie sur les chiffres jusqu’à {month(origin)}, les plus récents connus à la date choisie. Elle a été figée plus tard, le "
        f"{day_of(day)}."
    )


def known(origin: str) -> str:
    """What a forecast is that nobody had made by the day of knowledge."""
    return (
        f"Non figée : ce que les modèles d’aujourd’hui tirent des chiffres jusqu’à {month(origin)}, tels qu’ils étaient connus. Les "
        f"modèles ont "
        "été choisis plus tard."
    )


def backtest(origin: str, looked: int, on_these: int) -> str:
    """What a forecast of the backtest is: ``looked`` configurations were looked at, ``on_these`` of them on its years."""
    return (
        f"Test rétrospectif : ce que les modèles auraient tiré des chiffres jusqu’à {month(origin)}, tels que révisés depuis. Personne ne "
        f"l’a dit "
        f"à l’époque : {many(looked, 'configuration a été examinée', 'configurations ont été examinées')} avant le choix de celle-ci, dont "
        f"{number(on_these)} sur ces mêmes années."
    )


def none(first: str) -> str:
    """Told where no forecast is kept at the months chosen; ``first`` is the first origin there is, empty where there is none."""
    if not first:
        return (
            "À cette date, trop peu de chiffres mensuels étaient connus pour établir une prévision. Choisir une date plus tardive, ou utiliser "
            "les millésimes ultérieurs arrêtés à cette date."
        )
    return (
        f"Aucune prévision fondée sur si peu de mois n’est conservée : la première repose sur les chiffres jusqu’à {month(first)}. Choisir un "
        "dernier mois plus tardif."
    )


def ahead(first: str, p05: float, p25: float, p75: float, p95: float) -> str:
    """The title of a forecast of which nothing is known yet."""
    return (
        f"{upper(month(first))} : la moitié des issues simulées se situe de {number(p25)} à {number(p75)} décès, neuf sur dix de "
        f"{number(p05)} à "
        f"{number(p95)}"
    )


def came(count: int, inside: int, farthest: str, deaths: float, outside: float) -> str:
    """The title of a forecast of which ``count`` months are known; ``outside`` is how far ``farthest`` lay above (+) or below the band."""
    dead = many(deaths, "décès", "décès")
    if count == 1:
        where = "dans la bande" if inside else "au-dessus de la bande" if outside > 0 else "au-dessous de la bande"
        return f"Le seul mois connu se situe {where} de neuf issues sur dix : {dead}"
    lie = "se situent" if several(inside) else "se situe"
    told = f"{number(inside)} des {number(count)} mois connus {lie} dans la bande de neuf issues sur dix"
    if inside == count:
        return told
    return f"{told} ; {month(farthest)}, avec {dead}, est le plus {'au-dessus' if outside > 0 else 'au-dessous'}"


def fan_alt(origin: str, shown: list[str]) -> str:
    """The forecast in words; ``shown`` is a sentence a month."""
    return f"Décès par mois jusqu’à {month(origin)}, puis la prévision. {' '.join(shown)}"


def fan_row(period: str, p05: float, p50: float, p95: float) -> str:
    """One month of the forecast in words."""
    return f"{upper(month(period))} : {number(p50)} au milieu, neuf sur dix de {number(p05)} à {number(p95)}."


def soon(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """The coming months (month, bounds of nine in ten, middle) in a sentence."""
    told = " ; ".join(
        f"{month(period)}, de {number(p05)} à {number(p95)} décès, valeur médiane {number(p50)}"
        for period, p05, p50, p95 in rows
    )
    return f"{upper(told)}. Neuf issues simulées sur dix se situent entre les deux chiffres d’un mois ; les mois ne s’additionnent pas."


def held_note(share: float) -> str:
    """How often the wide band held."""
    return f"Dans le test rétrospectif, la bande large a contenu {percent(share)} des mois {AT} ; 90 % serait exact."


def base(rate: float) -> str:
    """The base rate of a statement."""
    return f"Taux de base : {percent(rate)}."


def reliable(low: float, high: float, cases: int, happened: float) -> str:
    """How often what was said with such a probability came true, in all countries."""
    return f"Énoncé entre {percent(low)} et {percent(high)} dans {many(cases, 'cas', 'cas')} : vérifié dans {percent(happened)} d’entre eux."


def never(low: float, high: float) -> str:
    """Where such a probability was never stated before."""
    return f"Aucune probabilité de {percent(low)} à {percent(high)} n’avait encore été énoncée."


def own(cases: int, happened: int) -> str:
    """The same of the subject alone."""
    return f"{upper(AT)} : {number(happened)} de ces mois sur {number(cases)}."


def skill(gain: float) -> str:
    """The Brier skill score in words."""
    if gain <= 0:
        return "Sur l’ensemble des cas, pas mieux que d’énoncer toujours le taux de base."
    return f"Sur l’ensemble des cas, {percent(gain)} de mieux que d’énoncer toujours le taux de base."


def outcome(happened: bool) -> str:
    """What came of a statement of the past."""
    return "L’énoncé s’est vérifié." if happened else "L’énoncé ne s’est pas vérifié."


def reliable_finding(near: int, classes: int) -> str:
    """The title of the record: in how many classes of probability words and outcomes agree."""
    if not classes:
        return "Aucune classe de probabilités ne compte assez de cas pour être présentée"
    return (
        f"Dans {number(near)} des {number(classes)} classes de probabilité, les faits se sont écartés de moins de 5 points de ce qui était "
        f"énoncé"
    )


def reliable_alt(near: int, classes: int) -> str:
    """The record in words."""
    return (
        f"Points selon la probabilité énoncée et la part qui s’est vérifiée ; {number(near)} sur {number(classes)} près de la ligne où les "
        f"deux "
        "concordent."
    )


def nowcast_finding(period: str, released: float, low: float, high: float) -> str:
    """The title of the provisional months: the newest and where its final figure may lie."""
    return (
        f"{upper(month(period))} : {many(released, 'décès', 'décès')} ; le chiffre définitif devrait se situer entre {number(low)} et "
        f"{number(high)}"
    )


def nowcast_plain(period: str, released: float) -> str:
    """The same where there is nothing to learn a band from."""
    return f"{upper(month(period))} : {many(released, 'décès', 'décès')}, chiffre révisable ; l’ampleur d’une révision ne peut encore être dite"


def nowcast_note(factors: int, inside: int, months: int) -> str:
    """What the band rests on, and its record."""
    told = f"D’après {many(factors, 'révision', 'révisions')} de mois d’autres pays. Aucun chiffre n’est déplacé."
    if not months:
        return f"{told} {NARROWER}"
    fell = "se situe" if not several(inside) else "se situent"
    return (
        f"{told} Sur {number(months)} mois de la dernière année révisée, {AT} et chez ses voisins, {number(inside)} {fell} dans une bande "
        f"établie "
        f"sans leur pays : environ neuf sur dix, d’après une seule année. {NARROWER}"
    )


def from_figures(origin: str) -> str:
    """From which figures the card speaks."""
    return f"D’après les chiffres jusqu’à {month(origin)}."


def card_none(first: str) -> str:
    """On the card where nothing had been frozen by the day; ``first`` is the day of the first frozen forecast."""
    if not first:
        return "Aucune prévision n’est encore figée."
    return f"À cette date, aucune prévision n’avait été figée ; la première est du {day_of(first)}."


def card_before(origin: str) -> str:
    """On the card where the months end before the forecast's origin."""
    return f"La prévision figée repose sur les chiffres jusqu’à {month(origin)}, après le dernier mois choisi."


def watch(origin: str, probability: float, rate: float, months: int) -> str:
    """The surge among what to watch."""
    return f"D’après les chiffres jusqu’à {month(origin)}, en {months} mois : {percent(probability)}, taux de base {percent(rate)}."


def flag(least: float, right: int, judged: int) -> str:
    """When the watch flag goes up, and how often it was right."""
    return (
        f"Le signal est donné à partir de {percent(least)} ; depuis 2000, {number(right)} de ces signaux sur {number(judged)} se sont "
        f"vérifiés, tous "
        "pays confondus."
    )


def probability(share: float) -> str:
    """A probability as it is shown."""
    return f"{decimal(100 * share, 0)} %"
