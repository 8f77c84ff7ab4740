/** What a site may show without need. */
export const siteClasses = ["maintenance", "cms-admin", "admin-subdomain"] as const;
export type SiteClass = (typeof siteClasses)[number];

/** What of an answer a rule looks at. */
export const siteRuleParts = ["path", "title", "host"] as const;
export type SiteRulePart = (typeof siteRuleParts)[number];

/**
 * A rule by which an answer is one of a class. Patterns know `*` for any text, and no case.
 *
 * - `path` begins with the pattern and goes on with a slash or ends: `/phpmyadmin`; one that begins with `*` may stand
 *   behind other folders: `*` + `/wp-login.php`.
 * - `title` holds the pattern.
 * - `host` has the pattern as its first label: `admin` is of `admin.example.jp`. A host alone is no site, so its name must
 *   have two labels more.
 */
export interface SiteRule {
  class: SiteClass;
  part: SiteRulePart;
  pattern: string;
}

/** Paths of what operators of servers and databases use: it needs no visitor. */
const maintenancePaths =
  "*/phpmyadmin* */pma */dbadmin */mysqladmin */phppgadmin */pgadmin* */adminer* */sqlbuddy */mysql/admin " +
  "/manager/html /manager/status /host-manager /jmx-console /web-console /admin-console /invoker/JMXInvokerServlet " +
  "/console/login /wls-wsat /em/console /ibm/console /axis2-admin /axis2/axis2-admin /hudson /jenkins /script " +
  "/server-status /server-info /status.php /phpinfo.php /info.php /php-fpm-status /nginx_status /munin " +
  "/nagios /zabbix /cacti /grafana/login /kibana /app/kibana /solr/admin /_cat /_plugin/head /actuator " +
  "/actuator/env /env.json /webmin /usermin /cpanel /whm /plesk /login_up.php /directadmin /ispconfig /vesta /ajaxterm " +
  "/webdav /svn /.git/config /rdweb /tsweb /remote/login /webmail/admin /awstats */awstats.pl /webalizer /elmah.axd " +
  "/trace.axd /portainer /rancher /swagger-ui.html /druid/index.html";

const maintenanceTitles =
  "phpMyAdmin|phpPgAdmin|pgAdmin|Adminer|Webmin|Usermin|cPanel|WHM Login|Plesk|DirectAdmin|ISPConfig|Tomcat Web Application Manager|" +
  "Apache Status|Server Information|phpinfo()|JBoss*Management|JMX*Console|WebLogic*Console|GlassFish*Console|" +
  "Dashboard [Jenkins]|Sign in [Jenkins]|Zabbix|Nagios|Cacti|Grafana|Kibana|Solr Admin|Portainer|Traefik|HAProxy*Statistics|" +
  "Index of /backup|RD Web Access";

/** Paths where the contents of a site are edited. */
const cmsPaths =
  "*/wp-login.php */wp-admin */administrator */user/login */typo3 */mt.cgi */mt/admin */mt-admin */concrete/login " +
  "*/index.php/login */index.php/dashboard */ghost */umbraco */sitecore/login */sitecore/admin */bitrix/admin */admin/login* " +
  "*/admin.php */admin/index.php /admin */cms/login* /cms/admin */siteadmin */backend/admin */craft/admin */processwire " +
  "*/textpattern */contao */xoops/admin.php */modules/system/admin.php */netcommons/login */baser/admin */a-blog/login " +
  "*/magento/admin */index.php/admin */eccube/admin */zencart/admin */opencart/admin */prestashop/admin */plone/login " +
  "*/drupal/user */joomla/administrator */wordpress/wp-login.php */blog/wp-login.php";

const cmsTitles =
  "Log In *WordPress|ログイン *WordPress|Joomla!*Administration|Movable Type*Sign In|Movable Type*サインイン|TYPO3 CMS Login|" +
  "TYPO3 Backend|Umbraco|Ghost Admin|concrete5*Sign In|EC-CUBE*管理|baserCMS*管理|October CMS*Login|Drupal*Log in|Magento Admin|" +
  "管理画面*ログイン|管理者ログイン|管理ログイン|CMS*ログイン";

/** First labels of hosts that are there for administrators. */
const adminLabels =
  "admin admin-* *-admin admin0* admin1* admin2* administrator adm manage manager management mgmt mgt kanri cms console " +
  "controlpanel cpanel cp whm webmin plesk phpmyadmin pma webadmin sysadmin siteadmin wpadmin backoffice";

/** The rules that are built in. Users' rules are put behind them. */
export const builtinSiteRules: readonly SiteRule[] = [
  ...rulesOf("maintenance", "path", maintenancePaths.split(" ")),
  ...rulesOf("maintenance", "title", maintenanceTitles.split("|")),
  ...rulesOf("cms-admin", "path", cmsPaths.split(" ")),
  ...rulesOf("cms-admin", "title", cmsTitles.split("|")),
  ...rulesOf("admin-subdomain", "host", adminLabels.split(" ")),
];

function rulesOf(siteClass: SiteClass, part: SiteRulePart, patterns: readonly string[]): SiteRule[] {
  return patterns.map((pattern) => ({ class: siteClass, part, pattern }));
}
