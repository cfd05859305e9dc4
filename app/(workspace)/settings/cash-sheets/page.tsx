/** Imports cash sheets by hand, as long as Cashrec can't be reached. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SheetImportScreen } from "@/components/sheet-import/sheet-import-screen";
import { SHEET_IMPORT_BYTES_MAX } from "@/lib/contracts/sheet-import";
import { proveAnywhere } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("cash-sheets") };
}

export default async function CashSheetsPage() {
  await pageScope("sheet:import");
  const mayAccept = proveAnywhere(await pageActor(), "cashrec:probe") !== null;
  return (
    <PageMessages of={["connection", "findings", "sheet-import"]}>
      <SheetImportScreen bytesMax={SHEET_IMPORT_BYTES_MAX} mayAccept={mayAccept} />
    </PageMessages>
  );
}
