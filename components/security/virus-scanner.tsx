/** Says whether files are scanned for viruses before they are stored. */
import { useTranslations } from "next-intl";

export function VirusScanner({ isSet }: { isSet: boolean }) {
  const t = useTranslations("security.scanner");
  return <p className="max-w-[70ch] px-edge pb-4 text-sm text-ink-2">{t(isSet ? "on" : "off")}</p>;
}
