"use client";

/** Asks for the centre ids that are tried where Cashrec gives no list of its centres. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { readTypedIds, type TypedIds } from "@/lib/domain/screen/typed-ids";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";

const IDS_MAX = 200;

type TryIdsProps = { working: boolean; onTry: (ids: string[]) => void };

export function TryIds({ working, onTry }: TryIdsProps) {
  const t = useTranslations("centre.known");
  const [text, setText] = useState("");
  const [fault, setFault] = useState<Exclude<TypedIds, { kind: "ids" }> | null>(null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const typed = readTypedIds(text, IDS_MAX);
    setFault(typed.kind === "ids" ? null : typed);
    if (typed.kind === "ids") onTry(typed.ids);
  };
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-2">
      <Field
        label={t("ids")}
        hint={t("ids-hint")}
        error={
          fault === null
            ? null
            : t(`ids-${fault.kind}`, { max: IDS_MAX, id: fault.kind === "wrong" ? fault.id : "" })
        }
      >
        {(props) => (
          <Textarea
            {...props}
            rows={2}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="justify-self-start" working={working && t("asking")}>
        {t("try")}
      </Button>
    </form>
  );
}
