/** Lists the layouts in which a batch can be downloaded, as the address names them. */
export const JOURNAL_FORMATS = [
  "csv",
  "hledger",
  "xero",
  "quickbooks",
  "sage-50",
  "sage-intacct",
  "netsuite",
  "sap",
  "datev",
  "a3",
] as const;
export type JournalFormatName = (typeof JOURNAL_FORMATS)[number];
