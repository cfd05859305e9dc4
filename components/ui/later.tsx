"use client";

/**
 * What opens above the page is fetched when it is first wanted, so that a page begins without it.
 * While it is on its way, or does not arrive, a few words at the foot say so.
 */
import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { Button } from "./button";
import { fetched, useFetched } from "./fetched";

type Opening = { open: boolean; onOpenChange: (open: boolean) => void };

/** Of the component itself, so that pointing at a button can fetch what it is about to open. */
type Ahead = { ahead: () => void };

/** What comes sooner than this needs no words. */
const SHOWN_AFTER_MS = 400;

export function later<Props extends Opening>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> & Ahead {
  const source = fetched(load);
  function Later(props: Props) {
    const { open, onOpenChange } = props;
    const { part: Part, stage } = useFetched(source, open);
    if (Part !== null) return <Part {...props} />;
    if (!open) return null;
    return <OnItsWay lost={stage === "lost"} onClose={() => onOpenChange(false)} />;
  }
  return Object.assign(Later, { ahead: source.ask });
}

function OnItsWay({ lost, onClose }: { lost: boolean; onClose: () => void }) {
  const t = useTranslations("ui");
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="no-print fixed bottom-[76px] left-4 z-50 sm:bottom-6 sm:left-24">
      {(late || lost) && (
        <div className="floating flex max-w-[min(420px,calc(100vw-32px))] items-center gap-3 px-4 py-2">
          {t(lost ? "part-lost" : "part-coming")}
          {lost && (
            <Button size="small" onClick={onClose}>
              {t("close")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
