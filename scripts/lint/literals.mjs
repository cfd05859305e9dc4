/**
 * A rule for oxlint, which has none of its own: literals are written out, because TypeScript does
 * not report excess properties of a literal that is spread into another.
 */
const literals = {
  meta: { name: "literals" },
  rules: {
    "no-spread": {
      create: (context) => ({
        SpreadElement(node) {
          if (!["ObjectExpression", "ArrayExpression"].includes(node.argument.type)) return;
          const message = "Write the entries of a literal out: a spread of one hides excess ones.";
          context.report({ node, message });
        },
      }),
    },
  },
};

export default literals;
