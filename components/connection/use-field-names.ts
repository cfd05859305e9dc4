"use client";

/** Names the fields and settings of a map; one of a newer server is shown by its own name. */
import { useTranslations } from "next-intl";

export function useFieldName(): (field: string) => string {
  const fields = useTranslations("connection.field");
  const settings = useTranslations("field-map.setting");
  return (field) => {
    const key = field.replaceAll(".", "_");
    if (settings.has(key)) return settings(key);
    return fields.has(field) ? fields(field) : field;
  };
}
