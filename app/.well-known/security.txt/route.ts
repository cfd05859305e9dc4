/** `/.well-known/security.txt` (RFC 9116): whom to write to about a vulnerability. */
import { respondWithSecurityText } from "@/lib/server/http/security-text";

export const GET = respondWithSecurityText;
