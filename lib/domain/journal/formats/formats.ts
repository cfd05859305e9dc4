/** Every layout by its name. */
import { A3 } from "./a3";
import { DATEV } from "./datev";
import type { JournalFormat } from "./format";
import { HLEDGER } from "./hledger";
import type { JournalFormatName } from "./names";
import { NETSUITE } from "./netsuite";
import { OWN_CSV } from "./own-csv";
import { QUICKBOOKS } from "./quickbooks";
import { SAGE_50 } from "./sage-50";
import { SAGE_INTACCT } from "./sage-intacct";
import { SAP } from "./sap";
import { XERO } from "./xero";

export const FORMATS: Record<JournalFormatName, JournalFormat> = {
  csv: OWN_CSV,
  hledger: HLEDGER,
  xero: XERO,
  quickbooks: QUICKBOOKS,
  "sage-50": SAGE_50,
  "sage-intacct": SAGE_INTACCT,
  netsuite: NETSUITE,
  sap: SAP,
  datev: DATEV,
  a3: A3,
};
