import { bindParams, type SidebarItem } from '../registration/sidebar-item.ts'
import { indent } from './indent.ts'
import { toJavaScript } from './quote-javascript.ts'

/** A script for a page with Bitrix24's own library. A refusal of the messenger is no error there but a result that is not `true`. */
export function bx24JsSample(item: SidebarItem): string {
  return `BX24.init(function () {
  BX24.callMethod('placement.bind', ${indent(toJavaScript(bindParams(item)), 2)}, function (answer) {
    if (answer.error()) {
      console.error('Not registered:', answer.error());
    } else if (answer.data() !== true) {
      console.error('Not registered:', answer.data());
    } else {
      console.info('Registered');
    }
  });
});
`
}
