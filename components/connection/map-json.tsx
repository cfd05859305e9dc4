"use client";

/** The whole map as JSON, for whatever has no control of its own: values, words, the request. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import { jsonOf } from "@/lib/client/type-guards";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";

type MapJsonProps = { map: FieldMapFile; onReplace: (map: FieldMapFile) => void };

export function MapJson({ map, onReplace }: MapJsonProps) {
  const t = useTranslations("field-map.json");
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? JSON.stringify(map, null, 2);
  const value = jsonOf(text);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return (
    <details className="mt-4">
      <summary className="min-h-6 text-sm text-accent">{t("title")}</summary>
      <p className="mt-1 text-sm text-ink-2">{t("about")}</p>
      <Field label={t("label")} error={isObject ? null : t("wrong")} className="mt-2">
        {(props) => (
          <Textarea
            {...props}
            rows={14}
            value={text}
            spellCheck={false}
            className="font-mono"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button
        className="mt-2"
        disabled={typed === null || !isObject}
        onClick={() => {
          // The server says what of it is no field map.
          onReplace(value as FieldMapFile);
          setTyped(null);
        }}
      >
        {t("use")}
      </Button>
    </details>
  );
}
