import "server-only";

/** Whether user `u` is an administrator of every centre, by hand or by a rule. */
import { EVERYWHERE } from "@/lib/domain/permission";

export const IS_ADMINISTRATOR = `
  (EXISTS (SELECT FROM held_role h WHERE h.user_id = u.id AND h.centre_id = '${EVERYWHERE}'
              AND h.role = 'administrator'))`;
