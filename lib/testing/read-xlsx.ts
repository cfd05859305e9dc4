/** What a reader of workbooks finds in a file: the values of each sheet, as what they are. */
import readWorkbook from "read-excel-file/node";

export type XlsxValue = string | number | boolean | Date | null;
export type ReadSheet = { name: string; rows: XlsxValue[][] };

export async function readXlsx(bytes: Uint8Array): Promise<ReadSheet[]> {
  const sheets = await readWorkbook(Buffer.from(bytes), { trim: false });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as XlsxValue[][] }));
}
