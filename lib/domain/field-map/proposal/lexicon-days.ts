/**
 * Words by which the keys of a response name the parts of a cash sheet, in English, Spanish,
 * French, Portuguese, Italian, German and Dutch. Each phrase stands for all its words, in any
 * order, without accents. These are the parts that say which day, shift and till
 * something belongs to.
 */
export const ENTITY_PHRASES = {
  centre:
    "center|centre|business unit|store|shop|site|location|outlet|branch|restaurant|" +
    "property|venue|premises|unit|org unit|cost center|cost centre|merchant|centro|local|" +
    "tienda|sucursal|establecimiento|negocio|sede|delegacion|punto venta|magasin|" +
    "etablissement|boutique|agence|point vente|pdv|succursale|site vente|loja|filial|" +
    "estabelecimento|unidade|ponto venda|negozio|punto vendita|locale|esercizio|pv|filiale|" +
    "betrieb|betriebsstatte|betriebsstaette|standort|kostenstelle|laden|markt|" +
    "niederlassung|mandant|vestiging|winkel|filiaal|insegna",
  shift:
    "shift|work shift|daypart|day part|session|period|service|service period|turn|" +
    "meal period|slot|round|closure|z report|zreport|turno|franja|periodo|sesion|" +
    "jornada turno|pase|service|vacation|poste|quart|equipe|creneau|seance|turno|periodo|" +
    "sessao|escala|turno|fascia|sessione|schicht|dienst|zeitraum|sitzung|arbeitsschicht|" +
    "dienstzeit|ploeg",
  till:
    "till|register|cash register|drawer|cash drawer|terminal|pos|workstation|wkst|ws|" +
    "station|device|checkout|lane|counter|desk|tpv|cash desk|cashbox|cash box|caja|cajon|" +
    "terminal|caja registradora|puesto|caisse|tiroir|tiroir caisse|borne|caixa|gaveta|" +
    "pdv caixa|terminal|registradora|cassa|cassetto|registratore|postazione|kasse|kassa|" +
    "kassenlade|schublade|lade|ladeneinheit|kassenplatz",
  tender:
    "payment|payment type|payment method|payment mode|tender|tender type|media|medium|mop|" +
    "method of payment|mode of payment|instrument|pay type|paytype|pay method|" +
    "payment means|settlement|means|tender media|pago|forma pago|medio|medio pago|" +
    "medio cobro|tipo pago|tipo cobro|cobro|reglement|mode reglement|mode|mode paiement|" +
    "paiement|moyen paiement|moyen|encaissement|pagamento|forma pagamento|meio|" +
    "meio pagamento|recebimento|tipo pagamento|pagamento|tipo incasso|incasso|" +
    "metodo pagamento|modalita pagamento|zahlart|zahlung|zahlungsart|zahlungsmittel|" +
    "zahlweise|zahlmittel|bezahlart|betaalwijze|card type|voucher type|type",
} as const;

/** These beside an entity tell an id or a name of it. */
export const ID_WORDS =
  "id ids code cod codigo codice no nr num number numero nummer ref reference key uuid guid kode " +
  "identifier identificador identifiant index idx clave matricola sigla";
export const NAME_WORDS =
  "name nombre nom nome desc description descr descripcion descricao descrizione label libelle " +
  "title titre titulo titolo bezeichnung text denominacion denominazione caption display";

export const DAY_PHRASES = {
  businessDate:
    "business day|business date|date|day|trading day|trading date|accounting date|" +
    "sales date|sales day|sales dt|day of trade|work date|posting date|operation date|" +
    "sheet date|dt|dob|fiscal date|fiscal day|calendar date|fecha|fecha contable|" +
    "fecha negocio|fec|fec negocio|dia|jornada|fecha venta|fecha operativa|date comptable|" +
    "jour|jour comptable|date exploitation|journee|date vente|date caisse|data|" +
    "data movimento|data contabil|data venda|dia movimento|data fiscal|giorno|" +
    "data contabile|data vendita|giornata|data competenza|datum|buchungstag|buchungsdatum|" +
    "geschaeftstag|geschaftstag|kassentag|tag|umsatztag|belegdatum|verkaufstag|dag|" +
    "boekdatum",
  currency:
    "currency|currency code|currency id|currency iso|ccy|iso currency|cur|curr|moneda|" +
    "divisa|codigo moneda|devise|monnaie|moeda|valuta|waehrung|wahrung",
  status:
    "status|state|sheet state|sheet status|workflow|workflow step|phase|stage|estado|" +
    "situacion|statut|etat|situacao|stato|zustand|freigabe",
  openedAt:
    "opened at|open|opened|opening|open time|opening time|start|start time|start ts|" +
    "started|begin|beginning|from|hora apertura|apertura|inicio|hora inicio|" +
    "heure ouverture|ouverture|debut|abertura|hora abertura|inizio|ora apertura|beginn|" +
    "anfang|von|geoeffnet|start at",
  closedAt:
    "closed at|close|closed|closing|close time|closing time|end|end time|end ts|ended|" +
    "finish|to|hora cierre|cierre|fin|hora fin|heure fermeture|fermeture|cloture|fecho|" +
    "fechamento|hora fecho|chiusura|ora chiusura|fine|ende|schluss|bis|geschlossen",
  user:
    "user|username|cashier|employee|operator|staff|server|waiter|clerk|person|responsible|" +
    "manager|author|created by|cajero|empleado|usuario|camarero|operador|caissier|employe|" +
    "utilisateur|serveur|usuario|funcionario|cassiere|utente|operatore|kassierer|" +
    "mitarbeiter|bediener|kellner|benutzer",
  record:
    "record|record id|id|uuid|guid|document|document id|sheet id|cash sheet id|etag|hash|" +
    "link|href|url|version|revision|sequence|row|line number|index|external id|timestamp|" +
    "created|created at|updated|updated at|modified|last modified|generated|timezone|" +
    "time zone|comment|comments|note|notes|remark|weather|weekday|week",
} as const;
