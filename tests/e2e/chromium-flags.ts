/** Chromium refuses its sandbox to root, which is what containers usually are. */
export const asRoot: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** All of these together give WebGPU on the software adapter, with a canvas and screenshots; fewer of them fail silently. */
export const softwareWebgpu: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];
