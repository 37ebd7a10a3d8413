import { isNumber } from "../format.js";
import { settings } from "../store.js";

/** Who reviews at this browser; their answers are told apart by this name. */
export function reviewer() {
  return settings.get("reviewer") || "me";
}

export function setReviewer(name) {
  settings.set("reviewer", name.trim() || null);
}

/** What reviewers said of an event by a rubric: `{reviewer: value}`. */
export function answersOf(event, rubric) {
  const answers = event.metadata?.reviews?.[rubric];
  return answers !== null && typeof answers === "object" ? answers : {};
}

/** The change of an event that records an answer, with the metric that all answers together make. */
export function answerChange(event, rubric, name, value) {
  const answers = { ...answersOf(event, rubric), [name]: value };
  return {
    metadata: { reviews: { ...(event.metadata?.reviews ?? {}), [rubric]: answers } },
    metrics: { [rubric]: together(Object.values(answers)) },
  };
}

/** Numbers make a mean, truth values a majority (a draw is no), labels the most frequent. */
export function together(values) {
  if (values.every(isNumber)) return values.reduce((a, b) => a + b, 0) / values.length;
  if (values.every((value) => typeof value === "boolean")) return values.filter(Boolean).length * 2 > values.length;
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

/** How often two reviewers of one event said the same, over all pairs of them: `{same, pairs, events}`. */
export function agreement(events, rubric) {
  let same = 0;
  let pairs = 0;
  let several = 0;
  for (const event of events) {
    const values = Object.values(answersOf(event, rubric));
    if (values.length > 1) several++;
    for (let i = 0; i < values.length; i++) {
      for (let j = 0; j < i; j++) {
        pairs++;
        if (values[i] === values[j]) same++;
      }
    }
  }
  return { same, pairs, events: several };
}

/** The answers a rubric allows, each with the key that gives it. */
export function choicesOf(rubric) {
  if (rubric.return_type === "boolean") return [{ key: "1", label: "yes", value: true }, { key: "2", label: "no", value: false }];
  if (rubric.return_type === "categorical" && rubric.categories?.length) return rubric.categories.slice(0, 9).map(({ category }, i) => ({ key: String(i + 1), label: category, value: category }));
  const scale = Math.min(9, Math.max(2, rubric.scale ?? 5));
  return Array.from({ length: scale }, (_, i) => ({ key: String(i + 1), label: String(i + 1), value: i + 1 }));
}
