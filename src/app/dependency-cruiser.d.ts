declare module '*/.dependency-cruiser.mjs' {
  import type { IForbiddenRuleType } from 'dependency-cruiser'
  const config: { readonly forbidden: IForbiddenRuleType[]; readonly options: object }
  export default config
  export const layers: readonly string[]
}
