"use client";

/** A secret that can't be shown again, ready to be copied. */
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export function OneTimeSecret({ label, text }: { label: string; text: string }) {
  const t = useTranslations("people");
  const [copied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // Not over HTTPS, or not allowed: the text is selected, ready for the keys.
    }
  };
  return (
    <div className="grid gap-2">
      <Field label={label}>
        {(props) => (
          <Input
            {...props}
            ref={input}
            value={text}
            readOnly
            spellCheck={false}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <div className="flex items-center gap-3">
        <Button onClick={() => void copy()}>{t("copy")}</Button>
        <span role="status" className="text-sm text-ink-2">
          {copied && t("copied")}
        </span>
      </div>
    </div>
  );
}
