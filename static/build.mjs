// Builds the look into static/build: our theme compiled together with the design system, and only those
// fonts and icons it uses, each beside its licence. Run by `npm run build`.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "node_modules");
const system = join(modules, "dkfds");
const target = join(here, "build");

const SUBSETS = ["Latin1", "Latin2", "Latin3", "Pi"];
const WEIGHTS = ["Regular", "SemiBold"];
const WHOLE_FOR_PDF = ["Regular", "SemiBold", "Italic"];

rmSync(target, { recursive: true, force: true });
for (const folder of ["css", "fonts", "img/svg-icons", "licences"]) {
  mkdirSync(join(target, folder), { recursive: true });
}

const { css } = sass.compile(join(here, "scss", "safetynet.scss"), {
  loadPaths: [modules],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["if-function"],
});
// The manifest storage refuses references to files that are not there, so what the CSS names is what is copied.
const icons = new Set([...css.matchAll(/url\(["']?\.\.\/img\/svg-icons\/([\w-]+\.svg)["']?\)/g)].map((found) => found[1]));
for (const icon of icons) {
  cpSync(join(system, "src/img/svg-icons", icon), join(target, "img/svg-icons", icon));
}
writeFileSync(join(target, "css/safetynet.css"), css.replace(/\/\*# sourceMappingURL=.*?\*\//g, ""));
// The survey's own look: small, without the design system and its fonts, so that a first page is a few kB.
const survey = sass.compile(join(here, "scss", "survey.scss"), { style: "compressed" });
writeFileSync(join(target, "css/survey.css"), survey.css);
// The same look in the frame beside the editor of a question.
writeFileSync(join(target, "css/phone.css"), sass.compile(join(here, "scss", "phone.scss"), { style: "compressed" }).css);

const fonts = join(system, "src/fonts/IBMPlexSans");
for (const weight of WEIGHTS) {
  for (const subset of SUBSETS) {
    const name = `IBMPlexSans-${weight}-${subset}.woff2`;
    cpSync(join(fonts, "split/woff2", name), join(target, "fonts", name));
  }
}
for (const weight of WHOLE_FOR_PDF) {
  const name = `IBMPlexSans-${weight}.woff2`;
  cpSync(join(fonts, "complete/woff2", name), join(target, "fonts", name));
}
// The doctype names an address outside; browsers never ask for it, but a page of ours should not mention it either.
const sprite = readFileSync(join(system, "src/img/all-svg-icons.svg"), "utf8").replace(/<!DOCTYPE[^>]*>/, "");
writeFileSync(join(target, "img/icons.svg"), sprite);

cpSync(join(fonts, "split/woff2/license.txt"), join(target, "licences/ibm-plex-sans.txt"));
cpSync(join(system, "LICENSE.md"), join(target, "licences/dkfds.md"));
console.log(`static/build: ${Math.round(css.length / 1024)} kB of CSS, ${icons.size} icons of its own beside the sprite.`);
