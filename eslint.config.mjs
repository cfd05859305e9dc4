import next from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

/** The rules of React take a third of the time, so they apply where something can be drawn. */
const DRAWN = ["app/**", "components/**", "lib/client/**", "lib/**/*.tsx"];
const REACT = next
  .flatMap(({ rules }) => Object.keys(rules ?? {}))
  .filter((rule) => rule.startsWith("react/") || rule.startsWith("react-hooks/"));

/** Type-checked rules for the product; scripts that run before anything is built stay plain. */
export default tseslint.config(
  {
    ignores: [
      ".next/",
      ".data/",
      "prisma/generated/",
      "next-env.d.ts",
      "coverage/",
      "e2e/results/",
    ],
  },
  ...next,
  { ignores: DRAWN, rules: Object.fromEntries(REACT.map((rule) => [rule, "off"])) },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "SpreadElement > ObjectExpression, SpreadElement > ArrayExpression",
          message: "Write the entries of a literal out: a spread of one hides excess properties.",
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
);
