/** The messages of an address, where a server renders the components of a browser. */
import { parseCatalogueAddress } from "@/lib/domain/screen/catalogue-address";

type Messages = { [name: string]: string | Messages };

export async function readMessages(address: string): Promise<Messages> {
  const { language, names } = parseCatalogueAddress(address);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = (await import(`@/lib/messages/${language}/${name}.json`)) as {
        default: Messages;
      };
      return [name, file.default] as const;
    }),
  );
  return Object.fromEntries(files);
}
