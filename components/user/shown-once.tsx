"use client";

/** Shows a secret that the server shows only once: a link of an invitation, or a token. */
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
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
      // Without HTTPS or permission the clipboard throws; the text is selected, so Ctrl C copies
      // it.
      setCopied(false);
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

type OneTimeSecretDialogProps = {
  title: string;
  description: string;
  label: string;
  text: string;
  closeLabel: string;
  onClose: () => void;
};

export function OneTimeSecretDialog(props: OneTimeSecretDialogProps) {
  const { title, description, label, text, closeLabel, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <Button kind="do" onClick={onClose}>
          {closeLabel}
        </Button>
      }
    >
      <OneTimeSecret label={label} text={text} />
    </Dialog>
  );
}
