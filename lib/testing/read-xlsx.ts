/** Reads the typed values of each sheet of a workbook. */
import readWorkbook from "read-excel-file/node";

type XlsxValue = string | number | boolean | Date | null;
export type ReadSheet = { name: string; rows: XlsxValue[][] };

export async function readXlsx(bytes: Uint8Array): Promise<ReadSheet[]> {
  const sheets = await readWorkbook(Buffer.from(bytes), { trim: false });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as XlsxValue[][] }));
}
