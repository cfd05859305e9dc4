"use client";

/**
 * Shows the button of an inbox item: it opens the days, or moves them on where nothing is left to
 * decide.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { moveDays } from "@/lib/client/workflow";
import type { Need } from "@/lib/contracts/today";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { buildInboxHref } from "./inbox-text";

const MOVES: Partial<Record<Need["kind"], MoveName>> = {
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
  move: MoveName;
  look: { kind?: "do" };
  className: string;
};

function MoveAll({ item, move, look, className }: MoveAllProps) {
  const t = useTranslations("today");
  const client = useQueryClient();
  const moving = useMutation({
    mutationFn: () => {
      return moveDays({ move, days: item.days ?? [] }, crypto.randomUUID());
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["today"] }),
  });
  const left = moving.data?.results.filter((result) => "code" in result).length ?? 0;
  return (
    <div className={className}>
      <Button
        {...look}
        className="sm:w-full"
        working={moving.isPending && t("moving")}
        onClick={() => moving.mutate()}
      >
        {t(`move-all.${move}`, { count: item.days?.length ?? 0 })}
      </Button>
      <p role="status" className="text-xs text-ink-2">
        {moving.isError && moving.error.message}
        {left > 0 && t("left", { count: left })}
      </p>
    </div>
  );
}
