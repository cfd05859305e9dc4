import "server-only";

/**
 * Who needs a second factor and has none. What administrators decided about it is read with the
 * session itself, so that it applies at once.
 */
import { ROLES_WITH_FACTOR } from "@/lib/domain/security/sign-in-rules";
import { ADMITS_PASSWORD, SIGN_IN_RULES_SETTING } from "./admits-password";
import { HAS_SECOND_FACTOR } from "./has-second-factor";

const ROLES_OF_RULE = Object.entries(ROLES_WITH_FACTOR)
  .map(([choice, roles]) => `WHEN '${choice}' THEN '{${roles.join(",")}}'`)
  .join(" ");

/**
 * Whether a role of user `u` takes a second factor besides their password. Whoever signs
 * in through a provider alone is asked there.
 */
export const NEEDS_FACTOR = `
  (u.password_hash IS NOT NULL AND ${ADMITS_PASSWORD}
   AND EXISTS (SELECT FROM held_role h
                 JOIN setting x ON x.name = '${SIGN_IN_RULES_SETTING}'
                WHERE h.user_id = u.id
                  AND h.role = ANY (CASE x.value ->> 'factorRequiredOf' ${ROLES_OF_RULE} END
                                    ::text[])))`;

export const LACKS_FACTOR = `(${NEEDS_FACTOR} AND NOT ${HAS_SECOND_FACTOR})`;
