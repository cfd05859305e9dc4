"use client";

/**
 * The last resort when not even the document could be rendered. No messages are loaded then, so the
 * page shows its text in all three languages.
 */
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" translate="no">
      <body>
        <main className="grid max-w-[70ch] justify-items-start gap-3 p-6">
          <h1>Counterfoil</h1>
          <p>This page couldn’t be loaded. Nothing is lost.</p>
          <p lang="es">No se ha podido mostrar esta página. No se ha perdido nada.</p>
          <p lang="fr">Cette page n’a pas pu être affichée. Rien n’est perdu.</p>
          <button type="button" className="control px-4" onClick={reset}>
            ↻ Try again · <span lang="es">Volver a intentar</span> ·{" "}
            <span lang="fr">Réessayer</span>
          </button>
          {error.digest !== undefined && <code className="text-xs">{error.digest}</code>}
        </main>
      </body>
    </html>
  );
}
