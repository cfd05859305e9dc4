/**
 * Words by which keys name figures, tenders and entries, as in lexicon-days.ts. A phrase after "~"
 * is weak: it may mean something else, and is not enough by itself.
 */
export const FIGURE_PHRASES = {
  grossSales:
    "gross sales|total sales|sales|sales total|gross|gross amount|gross total|revenue|" +
    "turnover|takings|revenue incl tax|sales incl tax|total incl tax|gross revenue|" +
    "gross turnover|total payments|total tendered|total collected|net plus tax|venta bruta|" +
    "ventas brutas|total ventas|ventas|venta|facturacion|total venta|importe bruto|ca|" +
    "ca ttc|chiffre affaires|ttc|total ttc|ventes|recette|recette brute|recettes|" +
    "ventes brutes|venda bruta|vendas brutas|faturamento|faturacao|total vendas|vendas|" +
    "receita bruta|incasso lordo|vendite lorde|vendite|ricavi|totale vendite|lordo|" +
    "corrispettivi|umsatz|umsatz brutto|bruttoumsatz|brutto|umsatze|umsaetze|gesamtumsatz|" +
    "tagesumsatz|omzet|erloes|einnahmen|total",
  netSales:
    "net sales|net|sales net|net amount|net revenue|net turnover|revenue excl tax|" +
    "sales excl tax|sales less tax|excl tax|before tax|venta neta|ventas netas|" +
    "base imponible|neto|base|ca ht|ht|total ht|ventes nettes|net ht|hors taxe|" +
    "venda liquida|vendas liquidas|liquido|receita liquida|vendite nette|netto|imponibile|" +
    "umsatz netto|nettoumsatz",
  tax:
    "vat|tax|taxes|sales tax|gst|tax amount|vat amount|tax total|total tax|impuesto|" +
    "impuestos|iva|tva|taxe|taxes|imposto|impostos|imposta|imposte|mwst|ust|mehrwertsteuer|" +
    "umsatzsteuer|btw|igic",
  tickets:
    "tickets|ticket count|num tickets|num checks|checks|check count|receipts|receipt count|" +
    "transactions|transaction count|tx count|num transactions|bills|bill count|orders|" +
    "order count|operaciones|num operaciones|numero tickets|tiques|nb tickets|" +
    "nombre tickets|nb transactions|cupons|cupoes|taloes|num vendas|scontrini|" +
    "numero scontrini|anzahl bons|bons|belege|anzahl belege|kassenbons|bonnen|facturas|" +
    "additions|contas|conti",
  guests:
    "guests|num guests|guest count|covers|cover count|pax|customers|customer count|persons|" +
    "diners|people|heads|comensales|cubiertos|clientes|clients|couverts|nb couverts|" +
    "convives|pessoas|coperti|ospiti|clienti|gaeste|gaste|anzahl gaeste|personen|gasten|" +
    "visitors|footfall",
  average:
    "limit|maximum|minimum|threshold|insured|average|avg|average ticket|average check|avg ticket|mean|ratio|rate|percent|" +
    "percentage|pct|per guest|per head|target|budget|goal|forecast|ticket medio|promedio|" +
    "media|panier moyen|moyenne|scontrino medio|durchschnitt|bon schnitt|objetivo|objectif|" +
    "quote|anteil",
  float:
    "float|cash fund|fund|opening float|change fund|starting bank|bank start|drawer base|" +
    "opening balance|opening cash|opening amount|starting cash|starting balance|" +
    "start balance|start amount|initial cash|initial balance|initial fund|initial float|" +
    "starting float|fixed float|base cash|cash base|bank roll|till float|petty float|" +
    "change money|base fund|fondo|fondo caja|fondo cambio|fondo de cambio|saldo inicial|" +
    "fondo inicial|cambio|cambio inicial|dotacion|dotacion inicial|apertura efectivo|fond|" +
    "fonds|fonds caisse|fonds de caisse|fond caisse|fond de caisse|fond initial|" +
    "fonds initial|solde initial|encaisse initiale|fonds roulement|fundo|fundo caixa|" +
    "fundo de caixa|fundo troco|troco|suprimento inicial|fundo maneio|valor abertura|" +
    "fondo cassa|fondo iniziale|saldo iniziale|resto iniziale|wechselgeld|" +
    "wechselgeldbestand|anfangsbestand|startgeld|startbestand|kassenanfangsbestand|" +
    "grundbestand|beginsaldo|wisselgeld|kasbodem",
  cashDifference:
    "cash difference|difference|cash diff|diff|over short|short over|overshort|" +
    "cash over short|variance|cash variance|discrepancy|overage shortage|short excess|" +
    "cash short|imbalance|gap|descuadre|diferencia|diferencia caja|descuadre caja|" +
    "sobrante faltante|ecart|ecart caisse|difference caisse|manquant|diferenca|" +
    "diferenca caixa|quebra|quebra caixa|differenza|differenza cassa|ammanco|scostamento|" +
    "kassendifferenz|differenz|abweichung|fehlbetrag|manko|kasverschil|verschil",
} as const;

export const TENDER_PHRASES = {
  theoretical:
    "theoretical|theoretical amount|system|system amount|expected|expected amount|" +
    "pos amount|computed|calculated|recorded|registered|booked|should be|sales amount|" +
    "takings amount|teorico|importe teorico|segun sistema|sistema|esperado|calculado|" +
    "registrado|previsto|theorique|montant theorique|attendu|systeme|calcule|enregistre|" +
    "valor teorico|valor esperado|valor sistema|teorica|importo teorico|atteso|calcolato|" +
    "registrato|sistema|soll|soll betrag|sollbetrag|sollwert|erwartet|berechnet|" +
    "systembetrag|gebucht|verwacht",
  declared:
    "declared|declared amount|counted|counted amount|actual|actual amount|physical|" +
    "physical count|entered|entered by staff|real|reported|found|drawer count|counted by|" +
    "till count|blind count|closing amount|staff amount|observed|verified|declarado|" +
    "importe declarado|contado|recuento|real|arqueo|importe contado|conteo|fisico|declare|" +
    "montant declare|compte|montant compte|reel|comptage|constate|saisi|valor declarado|" +
    "contagem|valor contado|apurado|conferido|informado|dichiarato|importo dichiarato|" +
    "contato|conteggio|contati|reale|effettivo|rilevato|gezaehlt|gezahlt|ist|ist betrag|" +
    "istbetrag|istwert|gemeldet|tatsaechlich|bestand ist|geteld",
  difference:
    "difference|diff|delta|gap|variance|discrepancy|over short|deviation|diferencia|" +
    "descuadre|ecart|diferenca|scarto|differenza|abweichung|differenz|verschil|quebra|" +
    "saldo diferencia",
  quantity:
    "quantity|qty|count|units|pieces|num|number|transactions|times|cantidad|unidades|" +
    "numero|nombre|nb|quantite|quantidade|qtd|qtde|pezzi|quantita|anzahl|menge|stueck|" +
    "aantal|operaciones",
  unitValue:
    "unit value|unit price|face value|denomination|unit amount|price|valor unitario|" +
    "valor facial|precio|precio unitario|valeur unitaire|valeur faciale|prix|" +
    "valore unitario|prezzo|einzelwert|nennwert|stueckpreis",
  fee:
    "fee|fees|commission|charge|service charge|comision|frais|comissao|commissione|gebuehr|" +
    "provision",
  tip: "tip|tips|gratuity|gratuities|propina|propinas|pourboire|gorjeta|mancia|trinkgeld",
  amount:
    "amount|total|value|sum|net amount|gross amount|total amount|amount paid|paid|taken|" +
    "takings|tendered|collected|amt|sales|money|importe|monto|total cobrado|cobrado|" +
    "importe total|cantidad|montant|valeur|somme|encaisse|total regle|valor|quantia|" +
    "montante|valor total|valor recebido|importo|totale|valore|incassato|somma|betrag|" +
    "summe|wert|bedrag|gesamtbetrag|umsatz",
} as const;

export const ENTRY_LIST_PHRASES = {
  expenses:
    "expenses|expense|cash expenses|petty cash|paid outs|paid out|payouts|costs|purchases|" +
    "disbursements|cash purchases|gasto|gastos|compras caja|compras|pagos caja|gastos caja|" +
    "pagos|frais|depense|depenses|achats|debours|despesa|despesas|gastos|compras|spesa|" +
    "spese|uscite spese|acquisti|ausgabe|ausgaben|auslagen|spesen|barausgaben|uitgaven|" +
    "kosten",
  movements:
    "movement|movements|cash movements|cash movement|drawer events|cash events|" +
    "ins and outs|in out|paid in out|cash operations|cash transactions|drawer movements|" +
    "cash in out|drawer operations|movimiento|movimientos|movimientos caja|apuntes|" +
    "operaciones caja|entradas salidas|mouvement|mouvements|mouvements caisse|" +
    "operations caisse|operations|entrees sorties|movimento|movimentos|movimentos caixa|" +
    "entradas saidas|lancamentos|movimenti|movimenti cassa|entrate uscite|bewegung|" +
    "bewegungen|kassenbewegungen|ein auszahlungen|buchungen|mutaties|kasmutaties",
  contributions:
    "contribution|contributions|cash in|cash ins|pay in|pay ins|paid in|paid ins|top up|" +
    "top ups|additions|cash added|injections|loans|cash loans|~in|deposits in|" +
    "fund additions|ingreso|ingresos|aportacion|aportaciones|ingresos caja|entrada|" +
    "entradas|entrada efectivo|apport|apports|entree|entrees|entrees caisse|apports caisse|" +
    "alimentations|reforco|reforcos|suprimento|suprimentos|entradas caixa|aportes|apporto|" +
    "apporti|entrata|entrate|immissioni|conferimenti|einlage|einlagen|einzahlung|" +
    "einzahlungen|bareinlagen|zugang|zugaenge|storting|stortingen",
  withdrawals:
    "withdrawal|withdrawals|cash out|cash outs|pay out|pay outs|drops|cash drops|" +
    "safe drops|safe drop|removals|cash removed|skims|lifts|cash lifts|~out|retirada|" +
    "retiradas|retiro|retiros|saca|sacas|salida|salidas|extraccion|extracciones|" +
    "prelevement|prelevements|retrait|retraits|sortie|sorties|sorties caisse|sangria|" +
    "sangrias|saida|saidas|retiradas caixa|retirada caixa|prelievo|prelievi|uscita|uscite|" +
    "entnahme|entnahmen|barentnahmen|abgang|abgaenge|auszahlung|auszahlungen|opname|opnames",
  deposits:
    "deposit|deposits|bank deposit|bank deposits|banking|bankings|bank drops|paid to bank|" +
    "deposito|depositos|deposito banco|ingresos banco|ingreso banco|ingreso bancario|" +
    "ingresos bancarios|remise|remises|remise banque|remises banque|depot|depots|" +
    "depot banque|versement banque|versements banque|depositos bancarios|deposito bancario|" +
    "versamento banca|versamenti banca|versamenti bancari|depositi|bankeinzahlung|" +
    "bankeinzahlungen|einzahlung bank|einzahlungen bank|bankabschoepfung|bankstortingen",
  pickups:
    "pickup|pickups|cash pickup|cash pickups|security pickup|security pickups|" +
    "security company|security|carrier|courier|courier collections|collections|armored|" +
    "armoured|cash in transit|cit|carrier pickups|recogida|recogidas|empresa seguridad|" +
    "transporte fondos|blindado|furgon|convoyeur|convoyeurs|collecte|collectes|" +
    "transport fonds|ramassage|ramassages|recolha|recolhas|transporte valores|carro forte|" +
    "ritiro|ritiri|portavalori|geldtransport|geldtransporte|abholung|abholungen|" +
    "werttransport|geldabholung|waardetransport",
} as const;

/** Money is paid in to the drawer or to the bank: what stands beside it tells which. */
export const PAID_IN_PHRASES = "versamenti|versamento|versement|versements";

export const ENTRY_PHRASES = {
  amount: TENDER_PHRASES.amount,
  tax: FIGURE_PHRASES.tax,
  quantity: TENDER_PHRASES.quantity,
  direction:
    "type|direction|kind|sign|movement type|nature|side|flow|tipo|sentido|tipo movimiento|" +
    "sens|nature|type mouvement|tipo movimento|natura|verso|art|richtung|bewegungsart|soort",
  paidWith:
    "payment type|payment method|paid with|paid by|forma pago|medio pago|mode paiement|" +
    "mode reglement|forma pagamento|metodo pagamento|zahlart|zahlungsart",
  label:
    "description|reason|concept|label|name|remark|memo|comment|note|text|subject|supplier|" +
    "vendor|detail|concepto|motivo|descripcion|proveedor|observacion|libelle|motif|" +
    "fournisseur|descricao|fornecedor|causale|descrizione|fornitore|grund|beschreibung|" +
    "bezeichnung|lieferant|verwendungszweck|anlass|company|bank",
} as const;

export const LIST_PHRASES = {
  tenders:
    "payments|payment|tenders|payment types|payment methods|media|medias|takings|" +
    "takings by type|settlement|settlements|settlement lines|collections|tender media|" +
    "payment lines|means|cobros|pagos|formas pago|formas de pago|medios|medios pago|" +
    "recaudacion|reglements|encaissements|modes|modes paiement|paiements|moyens paiement|" +
    "ventilation|pagamentos|recebimentos|formas pagamento|meios|meios pagamento|incassi|" +
    "pagamenti|zahlungen|zahlarten|zahlungsarten|zahlungsmittel|betalingen|other payments|" +
    "others|other|misc|otros|otros pagos|autres|outros|altri|sonstige|autres paiements",
  cards:
    "cards|card|card payments|card sales|credit cards|plastic|tarjetas|tarjeta|cartes|" +
    "carte|cartes bancaires|cb|cartoes|cartao|carte credito|karten|kartenzahlungen|kaarten",
  vouchers:
    "vouchers|voucher|meal vouchers|gift cards|coupons|vales|tickets restaurant|titres|" +
    "titres restaurant|cheques restaurant|vales refeicao|buoni|buoni pasto|gutscheine|bonos",
  shifts:
    "shifts|shift|periods|dayparts|sessions|services|closures|turnos|franjas|vacations|" +
    "postes|creneaux|periodos|turni|fasce|schichten|dienste|register shifts|work shifts|" +
    "diensten",
  tills:
    "tills|till|registers|drawers|terminals|workstations|stations|devices|cajas|cajones|" +
    "caisses|tiroirs|caixas|gavetas|casse|cassetti|kassen|laden|cash registers|lanes|" +
    "puestos|kassas",
} as const;
