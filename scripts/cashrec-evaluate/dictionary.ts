/**
 * The generator's own names for the parts of a cash sheet. It knows nothing of the words that the
 * product looks for: it was written before they were looked up, and has names that they lack.
 *
 * `plain` is what an English API would most likely say; the others are what it might say instead.
 */
export type Names = { plain: readonly string[]; unusual: readonly string[] };

const names = (plain: string, unusual: string): Names => ({
  plain: plain.split(", "),
  unusual: unusual.split(", "),
});

export const SHEET_NAMES = {
  centreId: names(
    "center id, centre id, business unit id",
    "store no, outlet code, site ref, branch, restaurant number, property id, cod centro, " +
      "id local, tienda, sucursal id, code magasin, id etablissement, pdv, loja, cod loja, " +
      "negozio, codice punto vendita, filiale, filial nr, kostenstelle",
  ),
  centreName: names(
    "center name, centre name",
    "store title, outlet label, nombre centro, nom magasin, nome loja, insegna, filialname",
  ),
  businessDate: names(
    "business day, business date, date",
    "trading day, accounting date, sales dt, day of trade, fecha contable, fec negocio, dia, " +
      "jornada, jour comptable, date exploitation, journee, data movimento, data contabil, " +
      "giorno, data contabile, buchungstag, geschaeftstag, kassentag",
  ),
  currency: names(
    "currency, currency code, currency id",
    "ccy, iso currency, moneda, divisa, devise, moeda, valuta, waehrung",
  ),
  status: names(
    "status, state",
    "sheet state, workflow step, estado, situacion, statut, etat, situacao, stato, zustand",
  ),
} as const;

export const SHIFT_NAMES = {
  shiftId: names(
    "shift id, shift number",
    "period no, session code, daypart id, service nr, turno, num turno, franja id, id service, " +
      "vacation, poste no, cod turno, periodo, codice turno, fascia, schicht nr, schicht",
  ),
  shiftName: names(
    "shift name, shift",
    "period label, daypart, desc turno, nombre turno, libelle service, nome turno, schichtname",
  ),
  tillId: names(
    "till id, register id",
    "drawer no, pos id, terminal code, workstation, wkst, caja, cod caja, num terminal, " +
      "id caisse, numero caisse, tiroir, caixa, pdv caixa, cassa, numero cassa, kasse, kassen nr",
  ),
  tillName: names(
    "till name, register name",
    "drawer label, pos desc, nombre caja, libelle caisse, nome caixa, nome cassa, kassenname",
  ),
  openedAt: names(
    "opened at, open time",
    "start ts, begin, hora apertura, apertura, heure ouverture, abertura, inizio, beginn",
  ),
  closedAt: names(
    "closed at, close time",
    "end ts, finish, hora cierre, cierre, heure fermeture, fecho, chiusura, ende",
  ),
  grossSales: names(
    "gross sales, total sales",
    "revenue incl tax, turnover, takings, venta bruta, total ventas, facturacion, ca ttc, " +
      "recette brute, venda bruta, faturamento, incasso lordo, vendite lorde, umsatz brutto",
  ),
  netSales: names(
    "net sales",
    "revenue excl tax, sales less tax, venta neta, base imponible, ca ht, venda liquida, " +
      "vendite nette, umsatz netto",
  ),
  tax: names("vat, tax", "sales tax, impuestos, iva, tva, imposto, imposta, mwst"),
  tickets: names(
    "num checks, ticket count",
    "transactions, bills, num tickets, operaciones, nb tickets, cupons, scontrini, anzahl bons",
  ),
  guests: names("num guests, covers", "pax, comensales, couverts, clientes, coperti, gaeste"),
  float: names(
    "cash fund, float, opening float",
    "starting bank, change fund, drawer base, fondo caja, fondo de cambio, saldo inicial, " +
      "fonds de caisse, fond initial, fundo de caixa, fundo troco, fondo cassa, wechselgeld, " +
      "anfangsbestand",
  ),
  cashDifference: names(
    "cash difference, over short",
    "variance, discrepancy, descuadre, diferencia, ecart, ecart caisse, diferenca, quebra, " +
      "differenza, ammanco, kassendifferenz, abweichung",
  ),
  user: names("cashier, employee", "operator, cajero, caissier, operador, cassiere, kassierer"),
} as const;

export const TENDER_NAMES = {
  tenders: names(
    "payments, tenders, payment types",
    "media, takings by type, settlement lines, cobros, formas de pago, medios, reglements, " +
      "encaissements, modes, pagamentos, recebimentos, incassi, pagamenti, zahlungen, zahlarten",
  ),
  tenderId: names(
    "payment type id, tender id, payment method id",
    "media code, mop, instrument no, id forma pago, cod medio, code reglement, mode id, " +
      "forma pagamento, cod meio, codice pagamento, tipo incasso, zahlart nr, zahlart",
  ),
  tenderName: names(
    "payment type, tender name, payment method",
    "media desc, instrument, forma pago, medio, libelle reglement, mode paiement, meio, " +
      "descrizione pagamento, zahlartname",
  ),
  tenderAmount: names(
    "amount, total",
    "value, sum, expected amount, importe, monto, total cobrado, montant, valeur, valor, " +
      "quantia, importo, totale, betrag, summe",
  ),
  declared: names(
    "declared amount, counted amount",
    "actual, physical count, entered by staff, importe declarado, contado, recuento, " +
      "montant declare, compte, valor declarado, contagem, importo dichiarato, conteggio, " +
      "gezaehlt, ist betrag",
  ),
  theoretical: names(
    "theoretical amount, system amount",
    "expected, pos amount, importe teorico, segun sistema, montant theorique, attendu, " +
      "valor teorico, esperado, importo teorico, atteso, soll betrag, soll",
  ),
  difference: names("difference", "delta, gap, diferencia, ecart, diferenca, scarto, abweichung"),
  quantity: names("quantity, count", "qty, num, cantidad, nombre, quantidade, pezzi, anzahl"),
} as const;

export const ENTRY_NAMES = {
  expenses: names(
    "expenses",
    "petty cash, paid outs, gastos, compras caja, frais, depenses, despesas, spese, ausgaben",
  ),
  movements: names(
    "cash movements, movements",
    "drawer events, ins and outs, movimientos, apuntes, mouvements, operations caisse, " +
      "movimentos, movimenti, bewegungen",
  ),
  contributions: names(
    "contributions, cash in",
    "pay ins, top ups, ingresos, aportaciones, apports, entrees, entradas, reforcos, " +
      "versamenti, einlagen",
  ),
  withdrawals: names(
    "withdrawals, cash out",
    "pay outs, drops, retiradas, sacas, prelevements, sorties, retiradas caixa, sangrias, " +
      "prelievi, entnahmen",
  ),
  deposits: names(
    "deposits, bank deposits",
    "bankings, ingresos banco, remises banque, depositos, versamenti banca, einzahlungen bank",
  ),
  pickups: names(
    "pickups, security pickups",
    "courier collections, recogidas, empresa seguridad, convoyeur, collectes, recolhas, " +
      "ritiri, geldtransport",
  ),
  entryAmount: names("amount", "value, sum, importe, monto, montant, valor, importo, betrag"),
  entryLabel: names(
    "description, reason",
    "remark, memo, concepto, motivo, libelle, motif, descricao, causale, grund, text",
  ),
  entryType: names(
    "type, direction",
    "kind, sign, tipo, sentido, sens, natura, verso, art, richtung",
  ),
} as const;

export const WRAPPER_NAMES = {
  rows: names(
    "data, items, results, cash sheets",
    "payload, body, hojas, registros, lineas, fiches, resultats, folhas, dados, fogli, " +
      "elenco, zeilen, eintraege",
  ),
  outer: names("result, response", "envelope, respuesta, reponse, resposta, risposta, antwort"),
  days: names("days, cash sheets", "dates, dias, jornadas, jours, journees, giorni, tage"),
  shifts: names(
    "shifts",
    "periods, dayparts, sessions, turnos, franjas, services, vacations, turni, schichten",
  ),
  tills: names(
    "tills, registers",
    "drawers, terminals, workstations, cajas, caisses, caixas, casse, kassen",
  ),
  shift: names("shift", "period, session, turno, service, schicht"),
  till: names("till, register", "drawer, pos, caja, caisse, caixa, cassa, kasse"),
  totals: names("totals, figures", "summary, totales, resumen, totaux, totais, totali, summen"),
  cash: names("cash", "efectivo, especes, dinheiro, contanti, bar"),
  cards: names("cards", "plastic, tarjetas, cartes, cartoes, carte, karten"),
  others: names("others, other payments", "misc, otros, autres, outros, altri, sonstige"),
} as const;

/** What the values of a tender or a movement say, in each language. */
export const VALUE_NAMES = [
  { cash: "Cash", card: "Credit card", other: "E-wallet", in: "IN", out: "OUT" },
  { cash: "Efectivo", card: "Tarjeta", other: "Monedero", in: "Entrada", out: "Salida" },
  { cash: "Espèces", card: "Carte bancaire", other: "Porte-monnaie", in: "Entrée", out: "Sortie" },
  { cash: "Dinheiro", card: "Cartão", other: "Carteira", in: "Entrada", out: "Saída" },
  {
    cash: "Contanti",
    card: "Carta di credito",
    other: "Portafoglio",
    in: "Entrata",
    out: "Uscita",
  },
  { cash: "Bargeld", card: "Kreditkarte", other: "Geldbörse", in: "Einlage", out: "Entnahme" },
] as const;
