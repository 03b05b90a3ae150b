// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

/** Names of headers. */
public final class Headers {
    public static final String ACCEPT = "Accept";
    public static final String ACCEPT_ENCODING = "Accept-Encoding";
    public static final String AUTHORIZATION = "Authorization";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String CONTENT_RANGE = "Content-Range";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String DOCKER_CONTENT_DIGEST = "Docker-Content-Digest";
    public static final String LINK = "Link";
    public static final String LOCATION = "Location";
    public static final String OCI_FILTERS_APPLIED = "OCI-Filters-Applied";
    public static final String OCI_SUBJECT = "OCI-Subject";
    public static final String RANGE = "Range";
    public static final String RETRY_AFTER = "Retry-After";
    public static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private Headers() {}
}
