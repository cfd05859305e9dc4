"use client";

/** Formats the path of a field as words; a part without words of its own stays as it is. */
import { useTranslations } from "next-intl";
import { readPath } from "@/lib/domain/audit/fields";

export function useFieldText(): (path: string) => string {
  const t = useTranslations("audit.fields");
  return (path) =>
    readPath(path)
      .map((part) =>
        "field" in part ? t(part.field) : "position" in part ? String(part.position) : part.other,
      )
      .join(" · ");
}
