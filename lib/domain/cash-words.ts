/**
 * Recognises by its words whether a tender is cash. The name must consist of words for cash and of
 * words that say nothing else: "Efectivo caja 2" is cash, while "Cash App" and "Efectivo
 * Restaurante" only begin like it, and may be something else.
 */

/** English, Spanish, French, Portuguese, German, Italian, Dutch, Polish, Swedish and others. */
export const CASH_WORDS: readonly string[] = [
  ..."cash coins notes".split(" "),
  ..."efectivo metalico contado efectiu".split(" "),
  ..."especes espece liquide liquides numeraire".split(" "),
  ..."dinheiro numerario".split(" "),
  ..."bargeld barzahlung".split(" "),
  ..."contanti contante".split(" "),
  ..."contant contanten".split(" "),
  ..."gotowka gotowki".split(" "),
  ..."kontanter kontant".split(" "),
  ..."kateinen hotovost gotovina keszpenz numerar nakit".split(" "),
];

/** These words beside a word for cash leave it cash. */
const NEUTRAL_WORDS: ReadonlySet<string> = new Set([
  ..."a al by de del den der des die du el en im in la le of per por the und y e et and".split(" "),
  ..."sale sales taken takings payment payments paid received tendered collected total".split(" "),
  ..."amount type tender method main net gross local own other shift day".split(" "),
  ..."drawer till register desk counter bar terrace room kiosk shop point".split(" "),
  ..."caja cajon barra sala terraza mostrador tienda pago pagos cobro cobros venta ventas".split(
    " ",
  ),
  ..."caisse comptoir salle paiement paiements vente ventes encaissement".split(" "),
  ..."kasse zahlung kassa cassa pagamento pagamenti caixa vendas kasa".split(" "),
  ..."euro euros dollar dollars pound pounds franc francs krona kroner zloty rupee rupees".split(
    " ",
  ),
]);

const CURRENCIES: ReadonlySet<string> = new Set(
  (
    "aed ars aud brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr isk jpy krw kwd " +
    "mad mxn myr nok nzd pen php pln qar ron rsd sar sek sgd thb try twd uah usd uyu vnd zar"
  ).split(" "),
);

export function isCashText(text: string, cash: ReadonlySet<string> = DEFAULT): boolean {
  const words = splitWords(text);
  return words.some((word) => cash.has(word)) && words.every((word) => isNeutral(word, cash));
}

const DEFAULT: ReadonlySet<string> = new Set(CASH_WORDS.map(foldText));

function isNeutral(word: string, cash: ReadonlySet<string>): boolean {
  if (cash.has(word) || NEUTRAL_WORDS.has(word) || CURRENCIES.has(word)) return true;
  return /^(\d+|[a-z])$/.test(word);
}

/** Lists the currencies that a text names, in capitals. */
export function listCurrencies(text: string): string[] {
  return splitWords(text)
    .filter((word) => CURRENCIES.has(word))
    .map((word) => word.toUpperCase());
}

/** "CashIn", "cash_in" and "Cash in" consist of the words cash and in. */
export function splitWords(text: string): string[] {
  return foldText(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Returns lower-case letters without accents: "Espèces" becomes "especes". */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
