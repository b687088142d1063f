/* The fonts that the page brings along, and what stands in for letters that they do not have. */

export const UI_FONT =
  "'Geist Variable', 'Geist stand-in', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

export const MONO_FONT =
  "'Geist Mono Variable', ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
