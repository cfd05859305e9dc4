/** Recognises texts that name a tender, such as "Cash", "VISA" or "Monedero". */
import type { TenderKind } from "../../cash-sheet";
import { CASH_WORDS, splitWords } from "../../cash-words";
import { BUILT_IN_MAP } from "../built-in";
import { skeleton } from "./lexicon";
import { Vocabulary } from "../words";

const vocabulary = new Vocabulary(BUILT_IN_MAP.words);

/** Ways to pay that are neither cash nor card nor voucher. */
const OTHERS = new Set(
  (
    "wallet ewallet e-wallet monedero portemonnaie porte monnaie carteira portafoglio geldborse " +
    "transfer transferencia virement bonifico uberweisung cheque check talon paypal bizum twint " +
    "mbway satispay applepay googlepay apple google alipay wechat upi paytm stripe klarna " +
    "glovo deliveroo uber ubereats justeat wolt doordash takeaway delivery " +
    "credit account room hotel invoice factura online web app loyalty points puntos qr mobile " +
    "crypto staff house other others otros autres outros altri sonstige"
  ).split(" "),
);

export type NamedKind = TenderKind;

/** Returns null where the text says nothing of the kind. */
export function kindOfText(text: string): NamedKind | null {
  const kind = vocabulary.kindOf(text, null);
  if (kind !== "other") return kind;
  return splitWords(text).some((word) => OTHERS.has(word)) ? "other" : null;
}

/** "Cntnt" stands for "contanti"; "cntd" could be what was counted. */
const SHORT = new Set(
  CASH_WORDS.map(skeleton).filter((word) => word.length >= 4 && word !== "cntd"),
);

/** A word for cash is in it, whatever else it says. */
export function mentionsCash(text: string): boolean {
  return vocabulary.mentionsCash(text) || splitWords(text).some((word) => SHORT.has(word));
}

const DIRECTIONS = {
  contribution: new Set(
    (
      "in input add added paidin deposit contribution entrada entradas ingreso aportacion apport " +
      "entree entrees versement reforco suprimento entrata entrate apporto versamento einlage " +
      "einzahlung eingang ein zugang plus credit storting payin cashin load loan"
    ).split(" "),
  ),
  withdrawal: new Set(
    (
      "out output remove removal paidout withdrawal withdraw drop salida salidas retirada retiro " +
      "saca extraccion prelevement retrait sortie sorties sangria saida saidas uscita uscite " +
      "prelievo entnahme auszahlung ausgang aus abgang minus debit opname payout cashout pickup"
    ).split(" "),
  ),
};

/** Returns null where the text says neither, or both. */
export function directionOfText(text: string): "contribution" | "withdrawal" | null {
  if (text.trim() === "+") return "contribution";
  if (text.trim() === "-") return "withdrawal";
  const words = splitWords(text);
  const isIn = words.some((word) => DIRECTIONS.contribution.has(word));
  const isOut = words.some((word) => DIRECTIONS.withdrawal.has(word));
  if (isIn === isOut) return null;
  return isIn ? "contribution" : "withdrawal";
}

/** Whether the map needs to name it, because its own words do not say it. */
export function isKnownDirection(text: string): boolean {
  return vocabulary.directionOf(text) !== null;
}

const SHIFT_VALUES = new Set(
  (
    "morning afternoon evening night lunch dinner breakfast brunch midday shift early late " +
    "manana mediodia tarde noche comida cena desayuno turno matin midi apres soir nuit dejeuner " +
    "diner service manha noite almoco jantar mattina mattino pranzo sera notte turno " +
    "fruh frueh fruhschicht spat mittag abend nacht schicht am pm"
  ).split(" "),
);
const TILL_VALUES = new Set(
  (
    "till register drawer terminal pos caja caisse caixa cassa kasse bar counter barra kiosk " +
    "tpv"
  ).split(" "),
);

/** Tells by its values whether a text names shifts or tills. */
export function entityOfText(text: string): "shift" | "till" | null {
  const words = splitWords(text);
  if (words.some((word) => TILL_VALUES.has(word))) return "till";
  return words.some((word) => SHIFT_VALUES.has(word)) ? "shift" : null;
}
