"""Governance: the dimension, its indicators and the argument for each. The measuring is in ``measures``."""

from __future__ import annotations

from indicators import french
from indicators.dimensions.governance import coups, isolation, measures, transition
from indicators.model import Contested, Dimension, Errors, Indicator, Text
from indicators.subject import SUBJECT

DIMENSION = Dimension(
    key="governance",
    name=Text("Governance", "Gouvernance"),
    short=Text("Governance", "Gouvernance"),
    colours=("#2B5C9A", "#84B3EA"),
    weight=1.0,
    argument=Text(
        (
            "Who may rule, by what rule and until when. Past coups, an overdue return to elected rule, closed elections, an "
            "unstable order and broken ties with neighbours each make the next rupture likelier or costlier. What institutions "
            "are worth to those who live under them is another question, which these five do not answer."
        ),
        (
            "Qui peut gouverner, selon quelle règle et jusqu’à quand. Des coups d’État passés, un retour à un pouvoir élu qui "
            "tarde, des élections fermées, un ordre instable et des liens rompus avec les voisins rendent chacun la prochaine "
            "rupture plus probable ou plus coûteuse. Ce que valent les institutions pour ceux qui vivent sous leur autorité est "
            "une autre question, à laquelle ces cinq indicateurs ne répondent pas."
        ),
    ),
)

INDICATORS = (
    Indicator(
        key="governance.coup_exposure",
        name=Text("Coup exposure", "Exposition aux coups d’État"),
        dimension="governance",
        unit=Text("attempts, fading by half every 5 years", "tentatives, dont le poids diminue de moitié tous les 5 ans"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 3.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.EVENTS,),
        measure=measures.coup_exposure,
        reads=coups.attempts,
        argument=Text(
            (
                "Coups follow coups: the best known sign of the next attempt is a recent one, and the effect wears off over years "
                "(Londregan and Poole 1990). A success counts 1, an open failure one half, and either loses half its weight every "
                "five years. Plots that only the government reports, and rebellions that lists of coups leave out, count in the "
                "high bound alone. It says nothing of why an attempt was made or whether it was welcomed."
            ),
            (
                "Les coups d’État suivent les coups d’État : le meilleur signe connu d’une prochaine tentative est une tentative "
                "récente, et cet effet s’estompe au fil des ans (Londregan et Poole 1990). Une réussite compte 1, un échec ouvert un "
                "demi, et chacun perd la moitié de son poids tous les cinq ans. Les complots dont seul le gouvernement fait état, et "
                "les rébellions que les listes de coups d’État ne retiennent pas, ne comptent que dans la borne haute. L’indicateur ne "
                "dit rien des raisons d’une tentative ni de l’accueil qu’elle a reçu."
            ),
        ),
        goalposts_argument=Text(
            (
                f"0 is a country without attempts. Two successes within nine months bring {SUBJECT.name.en} to 2.35 in May 2021; with 2 as the "
                "upper end it would stay at 100 for more than a year, so 3 leaves room for a third."
            ),
            (
                f"0 est un pays sans tentative. Deux réussites en neuf mois portent {SUBJECT.le} à 2,35 en mai 2021 ; avec 2 pour borne "
                "supérieure de l’échelle, le score resterait à 100 pendant plus d’un an ; 3 laisse donc place à une troisième."
            ),
        ),
        errors=Errors(
            "High adds plots that only the government reports; how many of them were attempts nobody knows, so each value between best "
            "and high is possible, the nearer to best the likelier. The same plots count at every date.",
            shared=0.9,
            family="plots",
        ),
    ),
    Indicator(
        key="governance.transition_overdue",
        name=Text("Transition overdue", "Retard de la transition"),
        dimension="governance",
        unit=Text("months past the first promised end", "mois écoulés depuis la première fin promise"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 60.0),
        weight=1.0,
        max_carry=3,  # the first weeks of a spell, before any day is named
        sources=(measures.PROMISES,),
        measure=measures.transition_overdue,
        reads=transition.dated,
        argument=Text(
            (
                "Those who take power by force promise a day on which they give it back; how long that day has passed is a "
                "yardstick they chose themselves. Counted from the first promise of a transition until an elected president is "
                "sworn in; the low bound counts from the newest promise, the high bound from the earliest polling day named. It "
                "does not judge what was done in the time, and a kept promise of a poor election would also end it."
            ),
            (
                "Ceux qui prennent le pouvoir par la force promettent un jour où ils le rendront ; le temps écoulé depuis ce jour est "
                "une mesure qu’ils ont eux-mêmes choisie. Il se compte à partir du premier engagement d’une transition, jusqu’à la "
                "prestation de serment d’un président élu ; la borne basse compte à partir de l’engagement le plus récent, la borne "
                "haute à partir de la date de scrutin la plus précoce parmi celles annoncées. L’indicateur ne juge pas ce qui a été "
                "fait pendant ce temps, et un engagement tenu par une élection de piètre qualité y mettrait également fin."
            ),
        ),
        goalposts_argument=Text(
            (
                f"60 months are one presidential term, lost. Unless an elected president is sworn in before, {SUBJECT.name.en}'s transition of "
                "2020 reaches 100 in March 2027 and the indicator then stops telling more."
            ),
            (
                "60 mois font un mandat présidentiel, perdu. À moins qu’un président élu ne prête serment auparavant, la transition "
                f"ouverte en 2020 {SUBJECT.au} atteint 100 en mars 2027 et l’indicateur cesse alors d’en dire davantage."
            ),
        ),
        errors=Errors(
            "The days are known. Low and high count from other promises: readings, no errors, and not simulated. A month without a promise "
            "carries the last value, which ages as the subject's own changed since 2001.",
            bounds="reading",
            ageing=((12, 20.0), (24, 37.0), (36, 39.0)),
        ),
        contested=Contested(
            as_risk=Text(
                (
                    "A term of five renewable years given to the head of state in July 2025 without a vote is no return to "
                    "elected rule: the promise of March 2022 stays overdue."
                ),
                (
                    "Un mandat de cinq ans renouvelable, accordé sans scrutin au chef de l’État en juillet 2025, n’est pas un retour à un "
                    "pouvoir élu : l’échéance promise en mars 2022 reste dépassée."
                ),
            ),
            as_protection=Text(
                (
                    "The government holds that the revised charter lawfully set a new term after national consultations, to put "
                    "security before elections: nothing is overdue until July 2030."
                ),
                (
                    "Le gouvernement considère que la charte révisée a légalement fixé un nouveau mandat à l’issue de consultations "
                    "nationales, pour faire passer la sécurité avant les élections : rien n’est échu avant juillet 2030."
                ),
            ),
        ),
    ),
    Indicator(
        key="governance.electoral_democracy",
        name=Text("Electoral democracy", "Démocratie électorale"),
        dimension="governance",
        unit=Text("index 0–1", "indice de 0 à 1"),
        kind="stock",
        scale="linear",
        goalposts=(0.8, 0.1),
        weight=1.0,
        max_carry=60,
        sources=(measures.VDEM,),
        measure=measures.electoral_democracy,
        compare=measures.electoral_democracy,
        argument=Text(
            (
                "Whether rulers are chosen in clean elections with free association and expression (V-Dem, polyarchy): where they "
                "are not, changing them takes other means. Between the two ends lie the regimes most often shaken (Hegre and "
                "others 2001), so a low value is not proof of danger nor a high one of calm. Experts code it; V-Dem's bounds are "
                "those of its measurement model."
            ),
            (
                "Si les gouvernants sont choisis lors d’élections régulières, avec liberté d’association et d’expression (V-Dem, "
                "polyarchie) : là où ils ne le sont pas, en changer passe par d’autres moyens. Entre les deux extrêmes se trouvent les "
                "régimes le plus souvent ébranlés (Hegre et al. 2001) ; une valeur basse n’est donc pas une preuve de danger, ni une "
                "valeur élevée une preuve de calme. L’indice est codé par des experts ; les bornes de V-Dem sont celles de son modèle "
                "de mesure."
            ),
        ),
        goalposts_argument=Text(
            (
                "A fifth of all country-years since 1990 lie above 0.8 and one in eighteen below 0.1: both ends are reached by "
                f"real countries, and {SUBJECT.name.en} moved between scores of 28 (2011) and 86 (1990 and 2024) without touching either."
            ),
            (
                "Un cinquième des années-pays depuis 1990 se situe au-dessus de 0,8 et une sur dix-huit au-dessous de 0,1 : des pays "
                f"réels atteignent l’une et l’autre borne, et {SUBJECT.le} a évolué entre des scores de 28 (2011) et de 86 (1990 et "
                "2024) sans en toucher aucune."
            ),
        ),
        errors=Errors(
            "V-Dem's code-low and code-high lie about one standard deviation from its estimate; much of the error is the coders' and the "
            "same in every year. A carried value ages as those of all countries in conflict changed.",
            bounds="deviation",
            ageing=((12, 7.0), (24, 13.0), (36, 17.0)),
            shared=0.8,
        ),
    ),
    Indicator(
        key="governance.political_stability",
        name=Text("Political stability", "Stabilité politique"),
        dimension="governance",
        unit=Text("standard normal units", "unités de la loi normale centrée réduite"),
        kind="stock",
        scale="linear",
        goalposts=(1.0, -3.0),
        weight=1.0,
        max_carry=60,
        sources=(measures.WGI,),
        measure=measures.political_stability,
        compare=measures.political_stability,
        argument=Text(
            (
                "How likely informed observers hold unrest, violence or an unconstitutional end of the government (World Bank, "
                "political stability and absence of violence). Alone among these it helped to tell which quiet countries would "
                "see war next year. It holds violence too, so part of it repeats the conflict dimension (correlation with "
                "lethality 0.65), and it is measured relative to the world of each year; until 2002 only every second one."
            ),
            (
                "À quel point des observateurs avertis jugent probables des troubles, des violences ou une fin inconstitutionnelle du "
                "gouvernement (Banque mondiale, stabilité politique et absence de violence). Seul parmi ces indicateurs, il a aidé à "
                "reconnaître les pays calmes qui connaîtraient la guerre l’année suivante. Il porte aussi sur les violences et répète "
                "donc en partie la dimension des violences (corrélation de 0,65 avec les morts dans les violences organisées) ; il se "
                "mesure par rapport au monde de chaque année et, jusqu’en 2002, une année sur deux seulement."
            ),
        ),
        goalposts_argument=Text(
            (
                f"{SUBJECT.name.en} stood at -2.56 in 2022 and -2.73 in 2023: an end at -2.5 would hold it at 100 from December 2022 on, a "
                "quarter of the months since 2012. One country-year in 860 lies beyond -3, one in six above 1."
            ),
            (
                f"{french.upper(SUBJECT.le)} se situait à −2,56 en 2022 et à −2,73 en 2023 : une borne à −2,5 maintiendrait le score à "
                "100 à partir de décembre 2022, soit un quart des mois depuis 2012. Une année-pays sur 860 se situe au-delà de −3, une "
                "sur six au-dessus de 1."
            ),
        ),
        errors=Errors(
            "Low and high are 1.645 of the World Bank's standard errors either side, 5 % and 95 %. The same sources are asked each year. "
            "A carried value ages as those of all countries in conflict changed.",
            bounds="interval",
            ageing=((12, 9.0), (24, 12.0), (36, 15.0)),
            shared=0.6,
        ),
    ),
    Indicator(
        key="governance.isolation",
        name=Text("Isolation", "Isolement"),
        dimension="governance",
        unit=Text("measures in force", "mesures en vigueur"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 8.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.EVENTS,),
        measure=measures.measures_in_force,
        reads=isolation.deciding,
        argument=Text(
            (
                "Suspensions, sanctions and exits cut the ties through which crises are mediated, trade is insured and money "
                "flows. Counted are the measures of a closed list in force on the last day of the month: the low bound leaves out "
                f"what {SUBJECT.name.en} chose itself, the high bound adds what is announced and not yet in force. A count treats an asset "
                "freeze and a closed border alike."
            ),
            (
                "Suspensions, sanctions et retraits rompent les liens par lesquels les crises font l’objet de médiations, les échanges "
                "sont assurés et l’argent circule. Sont comptées les mesures d’une liste fermée en vigueur le dernier jour du mois : "
                f"la borne basse exclut celles choisies par {SUBJECT.le}, la borne haute ajoute celles qui sont annoncées et non encore "
                "en vigueur. Un décompte traite de la même façon un gel d’avoirs et une frontière fermée."
            ),
        ),
        goalposts_argument=Text(
            (
                "Seven measures were in force on 30 June 2022, the most so far; with 6 as the upper end, one month in eight since "
                "2012 would stand at 100. 8 leaves room for one more."
            ),
            (
                "Sept mesures étaient en vigueur le 30 juin 2022, le maximum à ce jour ; avec 6 pour borne supérieure de l’échelle, un "
                "mois sur huit depuis 2012 serait à 100. 8 laisse place à une de plus."
            ),
        ),
        errors=Errors(
            "The measures are known. Low and high count other kinds of measures: readings, no errors, and not simulated.",
            bounds="reading",
        ),
        contested=Contested(
            as_risk=Text(
                "Leaving a body ends its mediation, its market and its courts whoever decides it, and is slow to undo.",
                (
                    "Quitter une organisation met fin à sa médiation, à son marché et à ses juridictions, quel que soit celui qui en "
                    "décide, et ne se répare que lentement."
                ),
            ),
            as_protection=Text(
                (
                    "The government calls its exits from ECOWAS, the G5 Sahel and the Francophonie acts of sovereignty that "
                    "replace ties held to be hostile by an alliance of its choice; the low bound counts imposed measures alone."
                ),
                (
                    "Le gouvernement qualifie ses retraits de la CEDEAO, du G5 Sahel et de la Francophonie d’actes de souveraineté qui "
                    "remplacent des liens tenus pour hostiles par une alliance de son choix ; la borne basse ne compte que les mesures "
                    "imposées."
                ),
            ),
        ),
    ),
)
