"use client";

/** Lists the actions of a menu. */
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import type { AnchoredOverlayProps } from "./lazy-overlay";
import { useAnchorFocus } from "./overlay-focus";

export type MenuItem =
  | {
      label: ReactNode;
      icon?: IconName;
      /** It tells why the action can't be done, or what it does; it stands below the label. */
      hint?: ReactNode;
      disabled?: boolean;
      /** In a choice among several, it tells whether this one is active. */
      checked?: boolean;
      /** It is the address of a link; without it the item calls `onSelect`. */
      href?: string;
      onSelect?: () => void;
    }
  | { heading: ReactNode }
  | { separator: true };

type MenuPanelProps = AnchoredOverlayProps & {
  labelledBy: string;
  items: MenuItem[];
  align?: "start" | "end";
};

const ROW =
  "flex min-h-11 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink no-underline outline-none sm:min-h-8 " +
  "data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-ink-3";

export function MenuPanel(props: MenuPanelProps) {
  const { open, onOpenChange, id, anchor, labelledBy, items, align = "start" } = props;
  const anchorFocus = useAnchorFocus(anchor);
  return (
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange}>
      {/* A menu is anchored to a trigger of its own, which is placed invisibly behind the pressed
          button. */}
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Portal container={landmark()}>
        <Radix.Content
          {...anchorFocus}
          id={id}
          aria-labelledby={labelledBy}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="floating z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1"
        >
          {items.map((item, index) => (
            <Entry key={index} item={item} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** It is inside the page's main landmark, so that users who navigate by landmarks find it. */
function landmark(): HTMLElement | null {
  return document.getElementById("main");
}

function Entry({ item }: { item: MenuItem }) {
  if ("separator" in item) return <Radix.Separator className="my-1 border-t border-rule" />;
  if ("heading" in item) {
    return (
      <Radix.Label className="px-2 pt-2 pb-1 text-xs font-medium text-ink-3">
        {item.heading}
      </Radix.Label>
    );
  }
  const disabled = item.disabled === true;
  if (item.checked !== undefined) {
    return (
      <Radix.CheckboxItem
        checked={item.checked}
        disabled={disabled}
        className={ROW}
        onSelect={() => item.onSelect?.()}
      >
        <ItemContent item={item} />
      </Radix.CheckboxItem>
    );
  }
  return (
    <Radix.Item
      asChild={item.href !== undefined}
      disabled={disabled}
      className={ROW}
      onSelect={() => item.onSelect?.()}
    >
      {item.href === undefined ? (
        <ItemContent item={item} />
      ) : (
        <Link href={item.href} prefetch={false}>
          <ItemContent item={item} />
        </Link>
      )}
    </Radix.Item>
  );
}

function ItemContent({ item }: { item: Extract<MenuItem, { label: ReactNode }> }) {
  const icon = item.checked === true ? "check" : item.icon;
  return (
    <>
      <span className="grid size-4 shrink-0 place-items-center">
        {icon !== undefined && <Icon name={icon} />}
      </span>
      <span>
        {item.label}
        {item.hint !== undefined && <span className="block text-xs text-ink-3">{item.hint}</span>}
      </span>
    </>
  );
}
