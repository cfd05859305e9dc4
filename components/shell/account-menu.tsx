"use client";

/** Shows who is signed in, and their preferences in this browser. */
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/lib/domain/format";
import { lazyOverlay } from "../ui/lazy-overlay";
import { Menu } from "../ui/menu";
import type { MenuItem } from "../ui/menu-panel";
import type { NavigationItem } from "./navigation";
import { setLanguage, setTheme, useTheme } from "./preferences";

const SignOutForm = lazyOverlay(() => import("./sign-out-form").then((form) => form.SignOutForm));

type AccountMenuProps = {
  name: string;
  roles: string[];
  /** The pages and shortcuts of the workspace, where there is one. */
  workspace?: { navigation: NavigationItem[]; onShortcuts: () => void };
};

/** Each language has its own name, so that a reader of another one finds it. */
const LANGUAGE_NAMES = { en: "English", es: "Español", fr: "Français" };
const THEMES = ["system", "light", "dark"] as const;

export function AccountMenu({ name, roles, workspace }: AccountMenuProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const theme = useTheme();
  const [signingOut, setSigningOut] = useState(false);
  const items: MenuItem[] = [
    { heading: roles.length === 0 ? name : `${name} · ${roles.join(", ")}` },
    { separator: true },
    { heading: t("language") },
    ...LANGUAGES.map((language) => ({
      label: <span lang={language}>{LANGUAGE_NAMES[language]}</span>,
      checked: language === locale,
      onSelect: () => {
        setLanguage(language);
        router.refresh();
      },
    })),
    { separator: true },
    { heading: t("theme") },
    ...THEMES.map((one) => ({
      label: t(`themes.${one}`),
      checked: one === theme,
      onSelect: () => setTheme(one),
    })),
    { separator: true },
    ...(workspace === undefined ? [] : listPages(workspace)),
    { label: t("sign-out"), icon: "sign-out", onSelect: () => setSigningOut(true) },
  ];
  function listPages({ navigation, onShortcuts }: NonNullable<typeof workspace>): MenuItem[] {
    return [
      ...navigation
        .filter(({ isInMenuOnPhones }) => isInMenuOnPhones === true)
        .map((item): MenuItem => ({ label: t(`places.${item.name}`), href: item.href })),
      { label: t("places.settings"), href: "/settings" },
      { label: t("all-keys"), icon: "keyboard", onSelect: onShortcuts },
    ];
  }
  return (
    <>
      <Menu
        items={items}
        align="end"
        trigger={(control) => (
          <button
            {...control}
            type="button"
            aria-label={t("me", { name })}
            className="grid place-items-center rounded-full max-sm:size-11"
          >
            <span className="grid size-7 place-items-center rounded-full bg-accent-wash text-[11px] font-semibold text-accent">
              {buildInitials(name)}
            </span>
          </button>
        )}
      />
      {signingOut && <SignOutForm open onOpenChange={setSigningOut} />}
    </>
  );
}

function buildInitials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /^[\p{L}\p{N}]/u.test(part));
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  return letters
    .map((part) => [...(part ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
