/** What the layouts of accounting programs need beside the entries. */
export type JournalSettings = {
  /** The name of Xero's tax rate for lines without a tax code. */
  xeroTaxRate: string;
  /** The tracking category that has the centres as its options; null for none. */
  xeroTracking: string | null;
  /** Sage's code for what is no VAT transaction. */
  sageTaxCode: string;
  /** The symbol of the Sage Intacct journal. */
  intacctJournal: string;
  /** The subsidiary of a NetSuite OneWorld account; null without one. */
  netsuiteSubsidiary: string | null;
  sapCompanyCode: string;
  sapDocumentType: string;
  /** Numbers by which a German tax adviser and their client are known to DATEV. */
  datevConsultant: number;
  datevClient: number;
  /** The first day of the financial year, MM-DD. */
  datevYearStart: string;
  datevAccountLength: number;
  /** The number of the company in A3. */
  a3Company: number;
};

export const USUAL_SETTINGS: JournalSettings = {
  xeroTaxRate: "Tax Exempt",
  xeroTracking: null,
  sageTaxCode: "T9",
  intacctJournal: "GJ",
  netsuiteSubsidiary: null,
  sapCompanyCode: "1000",
  sapDocumentType: "SA",
  datevConsultant: 1001,
  datevClient: 1,
  datevYearStart: "01-01",
  datevAccountLength: 4,
  a3Company: 1,
};
