"use client";

/**
 * Shows the button of an inbox item: it opens the days, or asks whether to sign them where nothing
 * is left to decide.
 */
import { useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import type { UndoableMove } from "@/lib/domain/workflow/undo";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { useSignOff } from "../workflow/sign-off-context";
import { buildInboxHref } from "./inbox-text";

const MOVES: Partial<Record<Need["kind"], UndoableMove>> = {
  review: "review",
  approval: "approval",
  closure: "closure",
};

type InboxActionProps = { item: Need; isFirst: boolean };

export function InboxAction({ item, isFirst }: InboxActionProps) {
  const t = useTranslations("today");
  const look = isFirst ? { kind: "do" as const } : {};
  const className =
    "max-sm:col-start-2 max-sm:col-end-[-1] max-sm:mt-1.5 max-sm:justify-self-start";
  const move = MOVES[item.kind];
  const count = item.dayCount ?? 0;
  if (move === undefined || !item.mine || count < 2) {
    return (
      <ButtonLink href={buildInboxHref(item)} {...look} className={className}>
        {t(`needs.${item.kind}.action`)}
      </ButtonLink>
    );
  }
  return <MoveAll item={item} move={move} look={look} className={className} />;
}

type MoveAllProps = {
  item: Need;
  move: UndoableMove;
  look: { kind?: "do" };
  className: string;
};

function MoveAll({ item, move, look, className }: MoveAllProps) {
  const t = useTranslations("today");
  const signOff = useSignOff();
  const days = item.days ?? [];
  return (
    <div className={className}>
      <Button {...look} className="sm:w-full" onClick={() => signOff({ move, days })}>
        {t(`move-all.${move}`, { count: days.length })}
      </Button>
    </div>
  );
}
