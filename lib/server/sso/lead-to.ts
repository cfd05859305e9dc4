import "server-only";

/**
 * Leads a browser to another site after it has sent a form. A redirect would be refused, because
 * our pages let forms end at this site only, wherever redirects lead; a page that refreshes is a
 * new navigation, and needs no script.
 */
type Leading = { request: Request; response: Response; name: string };

export function leadTo(url: string, { request, response, name }: Leading): Response {
  if (!(request.headers.get("accept") ?? "").includes("text/html")) return response;
  const headers = new Headers(response.headers);
  headers.delete("location");
  headers.set("refresh", `0;url=${url}`);
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("cache-control", "no-store");
  const page = `<!doctype html><title>${escape(name)}</title>
<p><a href="${escape(url)}">${escape(name)}</a></p>`;
  return new Response(page, { status: 200, headers });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
