"use client";

/**
 * A text in which "@" offers the people of the centre. Arrow keys choose among them, Enter and Tab
 * take one, Escape leaves the text as it is.
 */
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { completeMention, findTypedMention } from "@/lib/domain/thread/mention";
import { classNames } from "../ui/class-names";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";

const OFFERED_MAX = 6;

type Person = { id: string; name: string };

type MentionFieldProps = {
  label: string;
  hint: string;
  error: string | null;
  text: string;
  onText: (text: string) => void;
  people: readonly Person[];
  onSend: () => void;
};

export function MentionField(props: MentionFieldProps) {
  const { label, hint, error, text, onText, onSend } = props;
  const t = useTranslations("thread.mention");
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { offered, active, setActive, setCaret, close } = useOffered(text, props.people);
  const choose = ({ name }: Person) => {
    const next = completeMention(text, area.current?.selectionStart ?? text.length, name);
    onText(next.text);
    setCaret(null);
    requestAnimationFrame(() => area.current?.setSelectionRange(next.caret, next.caret));
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const one = offered[active];
    if (one === undefined) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSend();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(one);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isOffering = offered.length > 0;
  return (
    <div className="relative">
      <Field label={label} hint={hint} error={error}>
        {(control) => (
          <Textarea
            {...control}
            ref={area}
            rows={3}
            maxLength={4_000}
            value={text}
            aria-autocomplete="list"
            aria-controls={isOffering ? listId : undefined}
            aria-activedescendant={isOffering ? `${listId}-${active}` : undefined}
            onChange={({ target }) => {
              onText(target.value);
              setCaret(target.selectionStart);
            }}
            onBlur={() => setCaret(null)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {isOffering && (
        <ul
          id={listId}
          role="listbox"
          aria-label={t("people")}
          className="absolute top-full left-0 z-20 -mt-1 w-64 max-w-full rounded-md border border-rule-strong bg-sheet py-1 shadow-md"
        >
          {offered.map((person, at) => (
            <li
              key={person.id}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              className={classNames(
                "cursor-pointer px-3 py-1.5 max-sm:py-2.5",
                at === active && "bg-selected",
              )}
              // Pressing must not take the focus out of the text.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The people whose names contain what was typed after "@". */
function useOffered(text: string, people: readonly Person[]) {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const found = caret === null ? null : findTypedMention(text, caret);
  const typed = found?.typed.toLowerCase() ?? "";
  const offered =
    found === null
      ? []
      : people.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, OFFERED_MAX);
  const close = () => setCaret(null);
  return {
    offered,
    active: Math.min(active, Math.max(0, offered.length - 1)),
    setActive,
    setCaret,
    close,
  };
}
