/** What an upgraded server does not have from the earlier one, and whoever set it sets again. */
import type pg from "pg";

export async function listNotCarriedOver(source: pg.Client, target: pg.Client): Promise<string[]> {
  const [before, after] = await Promise.all([list(source), list(target)]);
  return before.filter((line) => !after.includes(line));
}

async function list(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT format('postgresql.conf: %s = %s', name, setting) AS line
       FROM pg_file_settings WHERE applied
     UNION ALL
     SELECT format('pg_hba.conf: %s',
                   concat_ws(' ', type, database, user_name, address, auth_method))
       FROM pg_hba_file_rules
     UNION ALL
     SELECT format('settings of %s: %s', concat_ws(' in ', r.rolname, d.datname),
                   array_to_string(setconfig, ', '))
       FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
       LEFT JOIN pg_database d ON d.oid = s.setdatabase
     UNION ALL
     SELECT format('default rights of %s: %s',
                   concat_ws(' in ', pg_get_userbyid(defaclrole), nspname), defaclacl)
       FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
     UNION ALL
     SELECT format('replication slot: %s', slot_name) FROM pg_replication_slots
      WHERE slot_name NOT LIKE 'counterfoil%'
      ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
