import "server-only";

/**
 * Who needs a second factor and has none. What administrators decided about it is read with the
 * session itself, so that it applies at once.
 */
import { ROLES_WITH_FACTOR } from "@/lib/domain/security/sign-in-rules";
import { HAS_SECOND_FACTOR } from "./has-second-factor";

export const SIGN_IN_RULES_SETTING = "sign-in-rules";

const ROLES_OF_RULE = Object.entries(ROLES_WITH_FACTOR)
  .map(([choice, roles]) => `WHEN '${choice}' THEN '{${roles.join(",")}}'`)
  .join(" ");

/**
 * Whether a role of user `u` takes a second factor besides their password. Who has no password
 * signs in through a provider, which may ask for one.
 */
export const NEEDS_FACTOR = `
  (u.password_hash IS NOT NULL
   AND EXISTS (SELECT FROM held_role h
                 JOIN setting x ON x.name = '${SIGN_IN_RULES_SETTING}'
                WHERE h.user_id = u.id
                  AND h.role = ANY (CASE x.value ->> 'factorRequiredOf' ${ROLES_OF_RULE} END
                                    ::text[])))`;

export const LACKS_FACTOR = `(${NEEDS_FACTOR} AND NOT ${HAS_SECOND_FACTOR})`;
