/** Everything that a table is for those who use it, whether it is divided or not. */
export const SHAPE = `
  WITH t AS (SELECT oid, relname FROM pg_class
              WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($1))
  SELECT format('column %s.%s %s %s %s %s', t.relname, a.attname,
                format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation::regcollation,
                pg_get_expr(d.adbin, d.adrelid)) AS line
    FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT format('constraint %s.%s %s', t.relname, conname, pg_get_constraintdef(k.oid))
    FROM t JOIN pg_constraint k ON conrelid = t.oid
  UNION ALL
  SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
    FROM t JOIN pg_index ON indrelid = t.oid
  UNION ALL
  SELECT concat_ws(' ', pg_get_triggerdef(g.oid), tgenabled)
    FROM t JOIN pg_trigger g ON tgrelid = t.oid AND NOT tgisinternal
  UNION ALL
  SELECT format('view %s', pg_get_viewdef(v.oid)) FROM t
    JOIN pg_depend d ON d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class
   GROUP BY v.oid
  UNION ALL
  SELECT format('sequence %s of %s.%s', d.objid::regclass, t.relname, a.attname)
    FROM t JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype = 'a'
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
  ORDER BY 1`;
