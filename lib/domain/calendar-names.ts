/**
 * The names of days and months. They are written out here because those of servers and browsers
 * differ from version to version, and a page must read the same on both.
 */
type Names = Record<"en" | "es" | "fr", { short: string[]; long: string[] }>;

/** Sunday comes first, as in `Date.getUTCDay`. */
export const DAY_NAMES: Names = {
  en: {
    short: names("Sun Mon Tue Wed Thu Fri Sat"),
    long: names("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
  },
  es: {
    short: names("dom lun mar mié jue vie sáb"),
    long: names("domingo lunes martes miércoles jueves viernes sábado"),
  },
  fr: {
    short: names("dim lun mar mer jeu ven sam"),
    long: names("dimanche lundi mardi mercredi jeudi vendredi samedi"),
  },
};

export const MONTH_NAMES: Names = {
  en: {
    short: names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    long: names(
      "January February March April May June July August September October November December",
    ),
  },
  es: {
    short: names("ene feb mar abr may jun jul ago sep oct nov dic"),
    long: names(
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
  },
  fr: {
    short: names("janv févr mars avr mai juin juil août sept oct nov déc"),
    long: names(
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
  },
};

function names(text: string): string[] {
  return text.split(" ");
}
