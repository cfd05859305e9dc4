"use client";

/** Frames every page of someone signed in: sidebar, top bar, palette and shortcuts. */
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { SIGNED_OUT } from "@/lib/client/sign-out";
import type { Permission } from "@/lib/domain/permission";
import { ShapeSheet } from "../badge/shapes";
import { lazyOverlay } from "../ui/lazy-overlay";
import { ShortcutsProvider, useShortcuts } from "./shortcuts";
import { listNavigation } from "./navigation";
import { rememberTimeZone } from "./preferences";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";
import { useOfflinePage } from "./use-offline-page";

const Palette = lazyOverlay(() => import("./palette").then((shell) => shell.Palette));
const KeysDialog = lazyOverlay(
  () => import("./shortcuts-dialog").then((shell) => shell.ShortcutsDialog),
  ["keys"],
);

/** Only the type is imported, so that no page loads what signs out. */
const CHANNEL: typeof SIGNED_OUT = "sign-out";

type WorkspaceProps = {
  name: string;
  roles: string[];
  permissions: Permission[];
  sandbox: boolean;
  /** They say what is wrong with the installation, and are rendered on the server. */
  notices: ReactNode;
  /** Some centre of theirs has a petty cash fund. */
  hasFunds: boolean;
  children: ReactNode;
};

export function Workspace(props: WorkspaceProps) {
  return (
    <ShortcutsProvider>
      <Frame {...props} />
    </ShortcutsProvider>
  );
}

function Frame({ name, roles, permissions, sandbox, hasFunds, ...props }: WorkspaceProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const navigation = listNavigation(permissions, { hasFunds });
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  useEffect(rememberTimeZone, []);
  useEffect(reloadOnSignOut, []);
  useOfflinePage();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPalette((open) => !open);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  useShortcuts(
    {
      ...Object.fromEntries(
        navigation.flatMap(({ key, href }) =>
          key === undefined ? [] : [[`g ${key}`, () => router.push(href)]],
        ),
      ),
      "?": () => setKeys(true),
      "/": () => setPalette(true),
    },
    { scope: "shell" },
  );
  return (
    <>
      <a
        href="#main"
        className="no-print fixed -top-16 left-2 z-50 border border-rule-strong bg-sheet px-3 py-2 focus:top-2"
      >
        {t("skip")}
      </a>
      <ShapeSheet />
      <Sidebar navigation={navigation} />
      <div className="flex min-h-dvh flex-col pb-[60px] short:pb-0 sm:pb-0 sm:pl-[76px] print:block print:p-0">
        {props.notices}
        <TopBar
          {...{ name, roles, navigation, permissions, sandbox }}
          onPalette={() => setPalette(true)}
          onPrefetchPalette={Palette.prefetch}
          onShortcuts={() => setKeys(true)}
        />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {props.children}
        </main>
      </div>
      <Palette
        open={palette}
        onOpenChange={setPalette}
        onShortcuts={() => setKeys(true)}
        {...{ navigation, permissions }}
      />
      <KeysDialog open={keys} onOpenChange={setKeys} navigation={navigation} />
    </>
  );
}

/** Whoever signed out in another tab leaves no figure in this one. */
function reloadOnSignOut() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => location.reload();
  return () => channel.close();
}
