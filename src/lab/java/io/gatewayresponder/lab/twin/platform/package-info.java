/** What the cloud itself runs behind a public name: App Service apps, API Management. */
@NullMarked
package io.gatewayresponder.lab.twin.platform;

import org.jspecify.annotations.NullMarked;
